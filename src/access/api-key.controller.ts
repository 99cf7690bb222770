import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { RevokedAccountDto } from './account.dto';
import { ApiKeyDto, ApiKeyPageDto, CreateApiKeyDto, CreatedApiKeyDto } from './api-key.dto';
import { ApiKeyService } from './api-key.service';
import { Asking, type AskingCaller } from './asking.decorator';
import { Can } from './can.decorator';

@ApiTags('sign-in')
@Controller('keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Described({ summary: 'Makes a key for a program and shows it', description: 'It may do what its scopes name, as far as the account may, until it ends.', answer: CreatedApiKeyDto, errors: ['422 SCOPES_REFUSED'] })
  @Can('keys.own')
  @Post()
  create(@Asking() caller: AskingCaller, @Body() body: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    return this.keys.create(caller, body);
  }

  @Described({ summary: 'Lists the keys of this account in the order of their creation', answer: ApiKeyPageDto })
  @Can('keys.own')
  @Get()
  list(@Asking() caller: AskingCaller, @Query() page: PageByIdQuery): Promise<Page<ApiKeyDto>> {
    return this.keys.list(caller, page);
  }

  @Described({ summary: 'Ends a key: it is refused within 5 seconds', answer: RevokedAccountDto })
  @Can('keys.own')
  @Post(':id/revoke')
  @HttpCode(200)
  revoke(@Asking() caller: AskingCaller, @Param('id') id: string): Promise<RevokedAccountDto> {
    return this.keys.revoke(caller, id);
  }
}
