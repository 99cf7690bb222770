import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Described } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { Asking, type AskingCaller } from './asking.decorator';
import { Can } from './can.decorator';
import { IssueCodeDto, IssueCodesDto, IssuedCodeDto, IssuedCodesDto } from './code.dto';
import { IssueCodeService } from './issue-code.service';

@ApiTags('accounts')
@Controller('accounts/codes')
export class CodeAdministratorController {
  constructor(private readonly codes: IssueCodeService) {}

  @Described({ summary: 'Issues a one-time code by which a person sets his password', description: 'An invitation, and the way back for who has forgotten his password. An older code ends.', answer: IssuedCodeDto, errors: ['422 CODES_REFUSED'] })
  @Can('accounts.manage')
  @Post()
  async issue(@Asking() caller: AskingCaller, @Body() body: IssueCodeDto): Promise<IssuedCodeDto> {
    const [issued] = await this.codes.issue(caller, [body], ['']);
    return issued!;
  }

  @Described({ summary: 'Issues up to 500 one-time codes, all or none', answer: IssuedCodesDto, errors: ['422 CODES_REFUSED'] })
  @Can('accounts.manage')
  @Post('bulk')
  async issueMany(@Asking() caller: AskingCaller, @Body() { items }: IssueCodesDto): Promise<IssuedCodesDto> {
    return { items: await this.codes.issue(caller, items, items.map((_, i) => `/items/${i}`)) };
  }

  @Described({ summary: 'Issues up to 500 one-time codes and prints them as slips to cut apart', description: 'A page of HTML for the printer; the codes stand nowhere else.', errors: ['422 CODES_REFUSED'] })
  @GivesFile('text/html')
  @Can('accounts.manage')
  @Post('printed')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  print(@Asking() caller: AskingCaller, @Body() { items }: IssueCodesDto): Promise<string> {
    return this.codes.print(caller, items, items.map((_, i) => `/items/${i}`));
  }
}
