import { Injectable } from '@nestjs/common';
import type { Fault } from '../kernel/reason';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { alreadyNominated, overtaken, snilsOfAnother } from './applicant.errors';
import { type ApplicantFile, ApplicantRepository, type NewApplicant, type NewPerson, type ReceivedDocument } from './applicant.repository';
import { type PersonEntry, type ReadPerson, readPerson } from './domain/read-person';
import { identityKey, samePerson } from './domain/same-person';

/** Somebody whom a nominator puts forward; `pointer` is where he stands in the request. */
export interface PutForward {
  readonly pointer: string;
  readonly nominatorId: string;
  readonly person: PersonEntry;
}

/** The persons of a list in its order, or what is wrong with them. */
export interface Identified {
  readonly personIds: readonly string[];
  /** As they were entered, in one spelling. */
  readonly names: readonly string[];
  readonly faults: readonly Fault[];
}

export type ApplicantEntry = Omit<NewApplicant, 'applicantId' | 'memberId'> & { readonly pointer: string };

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
    if (sound.length) await this.applicants.insertPersons(tx, sound);
    const known = new Map((await this.applicants.bearers(tx, campaignId, sound.flatMap(({ snilsIndex }) => snilsIndex ?? []))).map((bearer) => [bearer.snilsIndex, bearer]));
    const seen = new Set<string>(); // of a nominator and a person
    const personIds = persons.map((person, i) => {
      const bearer = person.snilsIndex === null ? undefined : known.get(person.snilsIndex);
      if (!bearer) return person.id;
      const pointer = `${people[i]!.pointer}/person/snils`;
      if (!samePerson(bearer, person)) faults.push(snilsOfAnother(pointer));
      else if (bearer.nominatedBy.includes(person.nominatorId) || seen.has(`${person.nominatorId} ${bearer.id}`)) faults.push(alreadyNominated(pointer));
      seen.add(`${person.nominatorId} ${bearer.id}`);
      return bearer.id;
    });
    return { personIds, names: read.map(({ person }) => nameOf(person)), faults };
  }

  /** What is wrong with a person as he was typed in, before anybody is looked for; faults point below `pointer`. */
  checkPerson(person: PersonEntry, pointer: string): Fault[] {
    return readPerson(person, pointer).faults;
  }

  /**
   * Puts persons forward in a campaign, each as an applicant of his own; gives the applicants' ids in order. 422
   * `PERSON_ALREADY_NOMINATED` when another request was faster with one of them.
   */
  async register(tx: Tx, campaignId: string, entries: readonly ApplicantEntry[]): Promise<string[]> {
    const applicants = entries.map(({ pointer: _, ...entry }) => ({ ...entry, applicantId: newId(), memberId: newId() }));
    const taken = await this.applicants.insertApplicants(tx, campaignId, applicants);
    const faults = entries.flatMap(({ personId, pointer }) => (taken.has(personId) ? [] : [alreadyNominated(`${pointer}/person/snils`)]));
    if (faults.length) throw overtaken(faults);
    return applicants.map(({ applicantId }) => applicantId);
  }

  /** Takes away who applies in these candidacies: career, member and, where nothing else speaks of him, the person. */
  async forget(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    await this.applicants.deleteMembers(tx, candidacyIds);
  }

  /** Puts persons forward in the place of forgotten ones; their documents are those named now. Refuses as `register`. */
  async registerAgain(tx: Tx, campaignId: string, entries: readonly (ApplicantEntry & { readonly candidacyId: string; readonly documents: readonly ReceivedDocument[] })[]): Promise<void> {
    const applicants = entries.map(({ pointer: _, ...entry }) => ({ ...entry, memberId: newId() }));
    const taken = await this.applicants.insertMembersAgain(tx, campaignId, applicants);
    const faults = entries.flatMap(({ personId, pointer }) => (taken.has(personId) ? [] : [alreadyNominated(`${pointer}/person/snils`)]));
    if (faults.length) throw overtaken(faults);
    await this.applicants.replaceDocuments(tx, entries);
  }

  /** Notes documents of personal files as received. */
  async receive(tx: Tx, documents: readonly (ReceivedDocument & { readonly candidacyId: string })[]): Promise<void> {
    if (documents.length) await this.applicants.insertDocuments(tx, documents);
  }

  /** What formal completeness is judged by, for each of the candidacies. */
  async files(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, ApplicantFile>> {
    return new Map((await this.applicants.files(tx, candidacyIds)).map((file) => [file.candidacyId, file]));
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
      snilsIndex: snils && this.cipher.blindIndex(snils).toString('hex'),
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
