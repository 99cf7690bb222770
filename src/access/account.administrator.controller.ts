import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import { ReceivedFile } from '../platform/storage/received-file';
import { AccountDto, AccountPageDto, CreateAccountDto, CreateAccountsDto, CreatedAccountDto, CreatedAccountsDto, CreatedPeopleDto, CreatedPersonDto, CreatePeopleDto, CreatePersonDto, PeopleFileQuery, RevokedAccountDto } from './account.dto';
import { AccountService } from './account.service';
import { Asking, type AskingCaller } from './asking.decorator';
import { EndedSessionsDto } from './browser-session.dto';
import { BrowserSessionService } from './browser-session.service';
import { Can } from './can.decorator';
import { PeopleFileService } from './people-file.service';

/** A table of 500 persons has some 50 kB. */
const MOST_BYTES = 2 * 1_048_576;

@ApiTags('accounts')
@Controller('accounts')
export class AccountAdministratorController {
  constructor(private readonly accounts: AccountService, private readonly files: PeopleFileService, private readonly sessions: BrowserSessionService) {}

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

  @Described({ summary: 'Creates the account of a person', description: 'He signs in by his login once he has set a password by a one-time code (`POST /accounts/codes`).', answer: CreatedPersonDto, errors: ['422 GRANTS_REFUSED'] })
  @Can('accounts.manage')
  @Post('people')
  async createPerson(@Asking() caller: AskingCaller, @Body() body: CreatePersonDto): Promise<CreatedPersonDto> {
    const [created] = await this.accounts.createPeople(caller, [body], ['']);
    return created!;
  }

  @Described({ summary: 'Creates accounts of up to 500 persons, all or none', answer: CreatedPeopleDto, errors: ['422 GRANTS_REFUSED'] })
  @Can('accounts.manage')
  @Post('people/bulk')
  async createPeople(@Asking() caller: AskingCaller, @Body() { items }: CreatePeopleDto): Promise<CreatedPeopleDto> {
    return { items: await this.accounts.createPeople(caller, items, items.map((_, i) => `/items/${i}`)) };
  }

  @Described({
    summary: 'Creates accounts of the persons in a table, all or none',
    description: 'CSV or XLSX, one person a row; the first row names the columns: login, name, role, region, nominator, in English or Russian. Faults point to rows, `/rows/5/role`.',
    answer: CreatedPeopleDto,
    errors: ['422 GRANTS_REFUSED', '422 PEOPLE_FILE_REFUSED', '422 FILE_NOT_TABLE', '422 FILE_DAMAGED', '422 FILE_EMPTY', '422 FILE_TOO_MANY_ROWS'],
  })
  @TakesFile({ most: MOST_BYTES })
  @Can('accounts.manage')
  @Post('people/file')
  async createFromFile(@Asking() caller: AskingCaller, @Query() { campaignId }: PeopleFileQuery, @SentFile() file: ReceivedFile): Promise<CreatedPeopleDto> {
    return { items: await this.files.create(caller, file, campaignId) };
  }

  @Described({ summary: 'Lists accounts in the order of their creation', answer: AccountPageDto })
  @Can('accounts.manage')
  @Get()
  async list(@Asking() caller: AskingCaller, @Query() page: PageByIdQuery): Promise<Page<AccountDto>> {
    return this.accounts.list(caller, page);
  }

  @Described({ summary: 'Signs an account out of every browser, within 5 seconds', answer: EndedSessionsDto })
  @Can('accounts.manage')
  @Post(':id/sessions/end')
  @HttpCode(200)
  async endSessions(@Asking() caller: AskingCaller, @Param('id') id: string): Promise<EndedSessionsDto> {
    return { ended: await this.sessions.endAll(caller, id) };
  }

  @Described({ summary: 'Ends an account: its token, keys and sessions are refused within 5 seconds', answer: RevokedAccountDto })
  @Can('accounts.manage')
  @Post(':id/revoke')
  @HttpCode(200)
  async revoke(@Asking() caller: AskingCaller, @Param('id') id: string): Promise<RevokedAccountDto> {
    return this.accounts.revoke(caller, id);
  }
}
