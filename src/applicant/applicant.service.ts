import { Injectable } from '@nestjs/common';
import type { Fault } from '../kernel/reason';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { alreadyNominated, overtaken, snilsOfAnother } from './applicant.errors';
import { type ApplicantFile, ApplicantRepository, type EmploymentEntry, type NewApplicant, type NewMember, type NewPerson, type ReceivedDocument } from './applicant.repository';
import { foldName } from './domain/fold-name';
import { type IdentityEntry, type PersonEntry, type ReadIdentity, readIdentity, type ReadPerson, readPerson } from './domain/read-person';
import { identityKey, samePerson } from './domain/same-person';
import { widenPeriod } from './domain/widen-period';

/** Somebody whom a nominator puts forward; `pointer` is where he stands in the request. */
export interface PutForward {
  readonly pointer: string;
  readonly nominatorId: string;
  readonly person: PersonEntry;
}

/** Keyed hashes, in hexadecimal, of what a person is recognised by. */
export interface PersonIndexes {
  readonly snilsIndex: string | null;
  readonly nameIndex: string;
}

/** The persons of a list in its order, or what is wrong with them. */
export interface Identified {
  readonly people: readonly { readonly personId: string; /** As he was entered, in one spelling. */ readonly named: string }[];
  readonly faults: readonly Fault[];
}

/** A member of an applicant as entered; `pointer` is where he stands in the request. */
export interface MemberEntry extends Omit<NewMember, 'memberId' | 'employment'> {
  readonly pointer: string;
  readonly employment: readonly EmploymentEntry[];
}

export interface ApplicantEntry extends Omit<NewApplicant, 'applicantId' | 'members'> {
  readonly members: readonly MemberEntry[];
}

/** Persons and what is known of them: identity, career as of an application, documents. */
@Injectable()
export class ApplicantService {
  constructor(
    private readonly applicants: ApplicantRepository,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Finds everybody by СНИЛС and stores those who are new. A person who is known keeps the identity recorded first.
   * Somebody whom another nominator has put forward is entered all the same: `DuplicateService.find` sees to it.
   * Nothing is thrown, so that the caller can tell all faults of a request at once; with any he has to give up the
   * transaction. Faults: those of names and СНИЛС, `PERSON_ALREADY_NOMINATED`, `SNILS_OF_ANOTHER_PERSON`.
   */
  async identify(tx: Tx, campaignId: string, people: readonly PutForward[]): Promise<Identified> {
    const read = people.map(({ person, pointer }) => readPerson(person, `${pointer}/person`));
    const faults: Fault[] = read.flatMap((one) => one.faults);
    const persons = read.map(({ person }, i) => this.seal(person, people[i]!.nominatorId));
    await this.applicants.holdIdentities(tx, read.map(({ person }) => identityKey(person)));
    const sound = persons.filter((_, i) => read[i]!.faults.length === 0);
    const bearers = await tx.beyondReach(async () => { // a person is one, whoever entered him
      if (sound.length) await this.applicants.insertPersons(tx, sound);
      return this.applicants.bearers(tx, campaignId, sound.flatMap(({ snilsIndex }) => snilsIndex ?? []));
    });
    const known = new Map(bearers.map((bearer) => [bearer.snilsIndex, bearer]));
    const seen = new Set<string>(); // of a nominator and a person
    const named = read.map(({ person }) => nameOf(person));
    const identified = persons.map((person, i) => {
      const bearer = person.snilsIndex === null ? undefined : known.get(person.snilsIndex);
      if (!bearer) return { personId: person.id, named: named[i]! };
      const pointer = `${people[i]!.pointer}/person/snils`;
      if (!samePerson(bearer, person)) faults.push(snilsOfAnother(pointer));
      else if (bearer.nominatedBy.includes(person.nominatorId) || seen.has(`${person.nominatorId} ${bearer.id}`)) faults.push(alreadyNominated(pointer));
      seen.add(`${person.nominatorId} ${bearer.id}`);
      return { personId: bearer.id, named: named[i]! };
    });
    return { people: identified, faults };
  }

  /** What is wrong with a person as he was typed in, before anybody is looked for; faults point below `pointer`. */
  checkPerson(person: PersonEntry, pointer: string): Fault[] {
    return readPerson(person, pointer).faults;
  }

  /**
   * Puts applicants forward in a campaign; gives their ids in order. 422 `PERSON_ALREADY_NOMINATED` when another request
   * was faster with one of the people.
   */
  async register(tx: Tx, campaignId: string, entries: readonly ApplicantEntry[]): Promise<string[]> {
    const applicants = entries.map((entry): NewApplicant => ({ ...entry, applicantId: newId(), members: stored(entry.members) }));
    refuseOvertaken(entries, await this.applicants.insertApplicants(tx, campaignId, applicants));
    return applicants.map(({ applicantId }) => applicantId);
  }

  /** Puts an applicant of an earlier campaign forward in this one, as he is known there; gives his id. 422 `PERSON_ALREADY_NOMINATED`. */
  async registerInLater(tx: Tx, campaignId: string, applicantId: string): Promise<string> {
    const id = newId();
    if (!(await this.applicants.copyApplicant(tx, campaignId, applicantId, id))) throw overtaken([alreadyNominated('')]);
    return id;
  }

  /** Takes away who applies in these candidacies: career, member and, where nothing else speaks of him, the person. */
  async forget(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    await this.applicants.deleteMembers(tx, candidacyIds);
  }

  /**
   * Puts applicants forward in the place of forgotten ones; their documents are those named now. Gives their ids in order.
   * Refuses as `register`.
   */
  async registerAgain(tx: Tx, campaignId: string, entries: readonly (Omit<ApplicantEntry, 'kind'> & { readonly candidacyId: string; readonly documents: readonly ReceivedDocument[] })[]): Promise<string[]> {
    const applicantIds = await this.applicants.retitle(tx, entries);
    const applicants = entries.map((entry) => ({ ...entry, applicantId: applicantIds.get(entry.candidacyId)!, members: stored(entry.members) }));
    refuseOvertaken(entries, await this.applicants.insertMembers(tx, campaignId, applicants));
    await this.applicants.replaceDocuments(tx, entries);
    return applicants.map(({ applicantId }) => applicantId);
  }

  /** Notes documents of personal files as received. */
  async receive(tx: Tx, documents: readonly (ReceivedDocument & { readonly candidacyId: string })[]): Promise<void> {
    if (documents.length) await this.applicants.insertDocuments(tx, documents);
  }

  /** What formal completeness is judged by, for each of the candidacies. */
  async files(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, ApplicantFile>> {
    return new Map((await this.applicants.files(tx, candidacyIds)).map((file) => [file.candidacyId, file]));
  }

  /** What somebody on a list is recognised by later on, and what is wrong with how he is written. */
  recognise(entry: IdentityEntry, pointer: string): PersonIndexes & { readonly faults: readonly Fault[] } {
    const { identity, faults } = readIdentity(entry, pointer);
    return { ...this.indexesOf(identity), faults };
  }

  private indexesOf(identity: ReadIdentity): PersonIndexes {
    return {
      snilsIndex: identity.snils && this.cipher.blindIndex(identity.snils).toString('hex'),
      nameIndex: this.cipher.blindIndex(foldName(identity)).toString('hex'),
    };
  }

  /** A row for a new person: what must not be read by everybody under a data key of his own. */
  private seal({ snils, contacts, ...person }: ReadPerson, nominatorId: string): NewPerson {
    const id = newId();
    const place = (column: string): Place => ({ table: 'person', column, rowId: id });
    const key = this.cipher.createKey(place('data_key'));
    const sealed = (column: string, text: string | null): string | null => (text === null ? null : this.cipher.seal(key, place(column), text).toString('hex'));
    return {
      ...person,
      id,
      nominatorId,
      ...this.indexesOf({ snils, ...person }),
      snilsCipher: sealed('snils_cipher', snils),
      contactsCipher: sealed('contacts_cipher', contacts && JSON.stringify(contacts)),
      dataKey: key.wrapped.toString('hex'),
      keyVersion: key.version,
    };
  }
}

function nameOf({ familyName, givenName, patronymic }: ReadPerson): string {
  return [familyName, givenName, patronymic].flatMap((part) => part ?? []).join(' ');
}

/** Members are told apart by their place, which is the order of their ids. */
function stored(members: readonly MemberEntry[]): NewMember[] {
  const ids = members.map(() => newId()).sort();
  return members.map(({ pointer: _, employment, ...member }, i) => ({ ...member, memberId: ids[i]!, employment: employment.map(widenPeriod) }));
}

/** `taken`: persons and nominators, as `insertMembers` gives them. */
function refuseOvertaken(entries: readonly Pick<ApplicantEntry, 'nominatorId' | 'members'>[], taken: ReadonlySet<string>): void {
  const people = entries.flatMap(({ nominatorId, members }) => members.map(({ personId, pointer }) => ({ pointer, key: `${nominatorId} ${personId}` })));
  const faults = people.flatMap(({ key, pointer }) => (taken.has(key) ? [] : [alreadyNominated(`${pointer}/person/snils`)]));
  if (faults.length) throw overtaken(faults);
}
