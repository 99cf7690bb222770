import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { AccountDto, AccountPageDto, CreateAccountDto, CreateAccountsDto, CreatedAccountDto, CreatedAccountsDto, RevokedAccountDto } from './account.dto';
import { AccountService } from './account.service';
import { Asking, type AskingCaller } from './asking.decorator';
import { Can } from './can.decorator';

@ApiTags('accounts')
@Controller('accounts')
export class AccountAdministratorController {
  constructor(private readonly accounts: AccountService) {}

  @Described({ summary: 'Creates an account and shows its token', answer: CreatedAccountDto, errors: ['422 GRANTS_REFUSED'] })
  @Can('accounts.manage')
  @Post()
  async create(@Asking() caller: AskingCaller, @Body() body: CreateAccountDto): Promise<CreatedAccountDto> {
    const [created] = await this.accounts.create(caller, [body], ['']);
    return created!;
  }

  @Described({ summary: 'Creates up to 500 accounts, all or none', answer: CreatedAccountsDto, errors: ['422 GRANTS_REFUSED'] })
  @Can('accounts.manage')
  @Post('bulk')
  async createMany(@Asking() caller: AskingCaller, @Body() body: CreateAccountsDto): Promise<CreatedAccountsDto> {
    return { items: await this.accounts.create(caller, body.items, body.items.map((_, i) => `/items/${i}`)) };
  }

  @Described({ summary: 'Lists accounts in the order of their creation', answer: AccountPageDto })
  @Can('accounts.manage')
  @Get()
  async list(@Asking() caller: AskingCaller, @Query() page: PageByIdQuery): Promise<Page<AccountDto>> {
    return this.accounts.list(caller, page);
  }

  @Described({ summary: 'Ends an account: its token is refused within 5 seconds', answer: RevokedAccountDto })
  @Can('accounts.manage')
  @Post(':id/revoke')
  @HttpCode(200)
  async revoke(@Asking() caller: AskingCaller, @Param('id') id: string): Promise<RevokedAccountDto> {
    return this.accounts.revoke(caller, id);
  }
}
