import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { BULK_LIMIT } from '../platform/http/bulk';
import { compileDto } from '../platform/http/compile-dto';
import { inspectSpreadsheet, readSpreadsheet } from '../platform/spreadsheet/read-spreadsheet';
import type { ReceivedFile } from '../platform/storage/received-file';
import { type CreatedPersonDto, CreatePersonDto } from './account.dto';
import { AccountRepository } from './account.repository';
import { AccountService, type PersonWish } from './account.service';
import { type PeopleRow, type ReadPerson, readPeople } from './domain/read-people';

const checkForm = compileDto(CreatePersonDto);

/** Accounts of persons from a table somebody keeps, CSV or XLSX: one person a row. */
@Injectable()
export class PeopleFileService {
  constructor(private readonly database: Database, private readonly rows: AccountRepository, private readonly accounts: AccountService) {}

  /**
   * Creates the accounts of all rows or of none; roles but the administrator's are given in the campaign. Throws 422
   * PEOPLE_FILE_REFUSED or GRANTS_REFUSED that name every fault by its row, and the refusals of files.
   */
  async create(caller: Caller, file: ReceivedFile, campaignId: string | undefined): Promise<CreatedPersonDto[]> {
    const { people, faults } = readPeople(await rowsOf(file));
    refuse(faults);
    const lookUp: Caller = { actor: caller.actor }; // the key of a repeated request belongs to the transaction that creates
    const nominators = await this.database.transact(lookUp, (tx) => this.rows.nominatorsByCode(tx, people.flatMap(({ nominator }) => nominator ?? [])));
    const wishes = people.map((person) => wishOf(person, campaignId, nominators));
    refuse(people.flatMap(({ row, nominator }, i) => [
      ...checkForm(wishes[i]!).map((fault) => ({ ...fault, pointer: `/rows/${row}${fault.pointer}` })),
      ...(nominator && !nominators.has(keyOf(nominator)) ? [{ pointer: `/rows/${row}/nominator`, code: 'NOMINATOR_UNKNOWN', params: {} }] : []),
    ]));
    return this.accounts.createPeople(caller, wishes, people.map(({ row }) => `/rows/${row}`));
  }
}

async function rowsOf(file: ReceivedFile): Promise<PeopleRow[]> {
  const [sheet] = (await inspectSpreadsheet(file.path)).sheets.filter(({ rows }) => rows.length > 0);
  if (!sheet) throw new DomainError('rule', 'FILE_EMPTY', 'The file is empty.');
  const read: PeopleRow[] = [];
  for await (const { rows } of readSpreadsheet(file.path, [sheet.name])) {
    refuse(rows.flatMap(({ row, faults = [] }) => faults.map(({ code }) => ({ pointer: `/rows/${row}`, code, params: {} }))));
    read.push(...rows);
    if (read.length > BULK_LIMIT + 1) throw new DomainError('rule', 'FILE_TOO_MANY_ROWS', 'A sheet has more rows than the service reads.', { most: BULK_LIMIT });
  }
  return read;
}

function wishOf({ login, name, region, role, nominator }: ReadPerson, campaignId: string | undefined, nominators: ReadonlyMap<string, string>): PersonWish {
  const nominatorId = nominator ? nominators.get(keyOf(nominator)) : undefined;
  const grant = { role, ...(role !== 'administrator' && campaignId !== undefined && { campaignId }), ...(nominatorId !== undefined && { nominatorId }) };
  return { login, name, ...(region !== null && { region }), grants: [grant] };
}

function keyOf({ kind, code }: { readonly kind: string; readonly code: string }): string {
  return `${kind}:${code}`;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new DomainError('rule', 'PEOPLE_FILE_REFUSED', 'Some rows cannot be read as persons; the faults say which.', {}, faults);
}
