import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { ReadPerson } from './domain/read-person';

/** A person to be stored; binary values in hexadecimal. */
export interface NewPerson extends Omit<ReadPerson, 'snils' | 'contacts'> {
  readonly id: string;
  readonly nominatorId: string;
  readonly snilsIndex: string | null;
  readonly snilsCipher: string | null;
  readonly contactsCipher: string | null;
  readonly dataKey: string;
  readonly keyVersion: number;
}

/** Who bears a СНИЛС, and which nominators have put him forward in the campaign. */
export interface KnownPerson {
  readonly id: string;
  readonly snilsIndex: string;
  readonly givenName: string;
  readonly birthDate: CalendarDate;
  readonly nominatedBy: readonly string[];
}

/** Where somebody worked or works; codes of the reference data. */
export interface Position {
  readonly title: string;
  readonly organisation: string;
  readonly postCategory?: string;
  readonly postGroup?: string;
  readonly sphere?: string;
  readonly municipalityType?: string;
  readonly municipality?: string;
  readonly region?: string;
}

/** `endedOn` null = held still. A municipality may be known by its name alone; `sourceDocument` says where it is written. */
export interface EmploymentEntry extends Position {
  readonly municipalityName?: string;
  readonly sourceDocument?: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
}

/** A person put forward in a campaign, alone: an applicant with one member, `self`. */
export interface NewApplicant {
  readonly applicantId: string;
  readonly memberId: string;
  readonly personId: string;
  /** As this nominator writes him. */
  readonly named: string;
  readonly nominatorId: string;
  readonly citizenship: string;
  readonly education: string;
  readonly registrationRegion?: string;
  readonly post: Position & { readonly organisationInn?: string };
  readonly employment: readonly EmploymentEntry[];
}

export interface ReceivedDocument {
  readonly key: string;
  readonly receivedOn: CalendarDate;
}

/** What formal completeness is judged by. */
export interface ApplicantFile {
  readonly candidacyId: string;
  readonly number: string;
  readonly birthDate: CalendarDate;
  readonly region: string;
  readonly category: string | null;
  readonly employment: readonly { readonly startedOn: CalendarDate; readonly endedOn: CalendarDate | null }[];
  readonly documents: readonly ReceivedDocument[];
  /** Another nominator's nomination of what may be the same person stands in his way. */
  readonly underReview: boolean;
}

@Injectable()
export class ApplicantRepository {
  /**
   * Holds whoever enters the same people at the same moment, so that one of the two sees the other's entry; in one order,
   * so that two lists do not wait for each other. Two keys may fall together: then somebody waits for nothing.
   */
  async holdIdentities(tx: Tx, keys: readonly string[]): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(6, k) from (select distinct hashtext(k) as k from unnest($1::text[]) as k order by 1) as k`, [keys]); // 6: this service's own name space of advisory locks
  }

  /**
   * Stores those whose СНИЛС nobody bears yet, and all without one. A twin that is being stored by somebody else is
   * waited for, in the order of the index, so that two lists do not wait for each other.
   */
  async insertPersons(tx: Tx, persons: readonly NewPerson[]): Promise<void> {
    await tx.query(
      `insert into person (id, nominator_id, family_name, given_name, patronymic, birth_date, sex, snils_index, snils_cipher, contacts_cipher, data_key, key_version)
       select p.id, p."nominatorId", p."familyName", p."givenName", p.patronymic, p."birthDate", p.sex,
         decode(p."snilsIndex", 'hex'), decode(p."snilsCipher", 'hex'), decode(p."contactsCipher", 'hex'), decode(p."dataKey", 'hex'), p."keyVersion"
       from jsonb_to_recordset($1::jsonb) as p (id uuid, "nominatorId" uuid, "familyName" text, "givenName" text, patronymic text, "birthDate" date, sex text,
         "snilsIndex" text, "snilsCipher" text, "contactsCipher" text, "dataKey" text, "keyVersion" integer)
       order by p."snilsIndex" on conflict (snils_index) do nothing`,
      [JSON.stringify(persons)],
    );
  }

  async bearers(tx: Tx, campaignId: string, indexes: readonly string[]): Promise<KnownPerson[]> {
    return tx.query<KnownPerson>(
      `select p.id, encode(p.snils_index, 'hex') as "snilsIndex", p.given_name as "givenName", p.birth_date as "birthDate",
         array(select m.nominator_id from member m where m.campaign_id = $1 and m.person_id = p.id) as "nominatedBy"
       from person p where p.snils_index in (select decode(i, 'hex') from unnest($2::text[]) as i)`,
      [campaignId, indexes],
    );
  }

  /**
   * Stores applicants with their members and careers. Gives the persons who were taken: one missing was put forward by
   * the same nominator at the same moment, and everything has to be undone.
   */
  async insertApplicants(tx: Tx, campaignId: string, applicants: readonly NewApplicant[]): Promise<ReadonlySet<string>> {
    await tx.query(
      `insert into applicant (id, campaign_id, nominator_id, kind)
       select a."applicantId", $2, a."nominatorId", 'person' from jsonb_to_recordset($1::jsonb) as a ("applicantId" uuid, "nominatorId" uuid)`,
      [JSON.stringify(applicants), campaignId],
    );
    return this.insertMembers(tx, campaignId, applicants);
  }

  /** Members and careers of applicants who had others; they are found by their candidacies. Gives the persons taken. */
  async insertMembersAgain(tx: Tx, campaignId: string, applicants: readonly (Omit<NewApplicant, 'applicantId'> & { readonly candidacyId: string })[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string; applicantId: string }>(`select id, applicant_id as "applicantId" from candidacy where id = any($1::uuid[])`, [applicants.map(({ candidacyId }) => candidacyId)]);
    const applicantOf = new Map(rows.map(({ id, applicantId }) => [id, applicantId]));
    return this.insertMembers(tx, campaignId, applicants.map((applicant) => ({ ...applicant, applicantId: applicantOf.get(applicant.candidacyId)! })));
  }

  /** Deletes members and careers of candidacies, and their persons where nothing else speaks of them. */
  async deleteMembers(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    const members = `select m.id from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = any($1::uuid[])`;
    await tx.query(`delete from employment where member_id in (${members})`, [candidacyIds]);
    const gone = await tx.query<{ personId: string }>(`delete from member where id in (${members}) returning person_id as "personId"`, [candidacyIds]);
    await tx.query(`delete from person p where p.id = any($1::uuid[]) and not exists (select from member m where m.person_id = p.id)`, [gone.map(({ personId }) => personId)]);
  }

  /** Leaves the documents named and those that are there as a file or a consent. */
  async replaceDocuments(tx: Tx, entries: readonly { readonly candidacyId: string; readonly documents: readonly ReceivedDocument[] }[]): Promise<void> {
    const documents = entries.flatMap(({ candidacyId, documents: list }) => list.map((document) => ({ ...document, candidacyId })));
    await tx.query(
      `delete from document d where d.candidacy_id = any($1::uuid[])
         and not exists (select from jsonb_to_recordset($2::jsonb) as n ("candidacyId" uuid, key text) where n."candidacyId" = d.candidacy_id and n.key = d.key)
         and not exists (select from document_file f where f.candidacy_id = d.candidacy_id and f.key = d.key)
         and not exists (select from consent s where s.candidacy_id = d.candidacy_id and s.document = d.key and s.withdrawn_on is null)`,
      [entries.map(({ candidacyId }) => candidacyId), JSON.stringify(documents)],
    );
    const rows = await tx.query<{ candidacyId: string; key: string }>(`select candidacy_id as "candidacyId", key from document where candidacy_id = any($1::uuid[])`, [entries.map(({ candidacyId }) => candidacyId)]);
    const kept = new Set(rows.map(({ candidacyId, key }) => `${candidacyId} ${key}`));
    await this.insertDocuments(tx, documents.filter(({ candidacyId, key }) => !kept.has(`${candidacyId} ${key}`)));
  }

  private async insertMembers(tx: Tx, campaignId: string, applicants: readonly NewApplicant[]): Promise<ReadonlySet<string>> {
    const list = JSON.stringify(applicants);
    const taken = await tx.query<{ personId: string }>(INSERT_MEMBERS, [list, campaignId]);
    if (taken.length === applicants.length) await tx.query(INSERT_EMPLOYMENT, [list, campaignId]);
    return new Set(taken.map(({ personId }) => personId));
  }

  async insertDocuments(tx: Tx, documents: readonly (ReceivedDocument & { readonly candidacyId: string })[]): Promise<void> {
    await tx.query(
      `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on)
       select c.id, d.key, c.campaign_id, c.nominator_id, d."receivedOn"
       from jsonb_to_recordset($1::jsonb) as d ("candidacyId" uuid, key text, "receivedOn" date) join candidacy c on c.id = d."candidacyId"`,
      [JSON.stringify(documents)],
    );
  }

  async files(tx: Tx, candidacyIds: readonly string[]): Promise<ApplicantFile[]> {
    return tx.query<ApplicantFile>(
      `select c.id as "candidacyId", c.number, c.region, c.category, p.birth_date as "birthDate",
         (select coalesce(jsonb_agg(jsonb_build_object('startedOn', e.started_on, 'endedOn', e.ended_on) order by e.started_on, e.id), '[]') from employment e where e.member_id = m.id) as employment,
         (select coalesce(jsonb_agg(jsonb_build_object('key', d.key, 'receivedOn', d.received_on) order by d.key), '[]') from document d where d.candidacy_id = c.id) as documents,
         under_review(c.id) as "underReview"
       from candidacy c join member m on m.applicant_id = c.applicant_id and m.role = 'self' join person p on p.id = m.person_id
       where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
  }
}

const INSERT_MEMBERS = `
  insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education, registration_region,
    post_title, organisation, organisation_inn, post_category, post_group, sphere, municipality_type, municipality, post_region, named)
  select a."memberId", a."applicantId", a."personId", $2, a."nominatorId", 'self', a.citizenship, a.education, a."registrationRegion",
    p.title, p.organisation, p."organisationInn", p."postCategory", p."postGroup", p.sphere, p."municipalityType", p.municipality, p.region, a.named
  from jsonb_to_recordset($1::jsonb) as a ("memberId" uuid, "applicantId" uuid, "personId" uuid, named text, "nominatorId" uuid, citizenship text, education text, "registrationRegion" text, post jsonb)
  cross join jsonb_to_record(a.post) as p (title text, organisation text, "organisationInn" text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, region text)
  order by a."personId" on conflict (campaign_id, nominator_id, person_id) do nothing returning person_id as "personId"`;

const INSERT_EMPLOYMENT = `
  insert into employment (id, member_id, campaign_id, nominator_id, started_on, ended_on, title, organisation, post_category, post_group, sphere, municipality_type, municipality, region, municipality_name, source_document)
  select gen_random_uuid(), a."memberId", $2, a."nominatorId", e."startedOn", e."endedOn", e.title, e.organisation, e."postCategory", e."postGroup", e.sphere, e."municipalityType", e.municipality, e.region, e."municipalityName", e."sourceDocument"
  from jsonb_to_recordset($1::jsonb) as a ("memberId" uuid, "nominatorId" uuid, employment jsonb)
  cross join jsonb_to_recordset(a.employment) as e ("startedOn" date, "endedOn" date, title text, organisation text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, region text, "municipalityName" text, "sourceDocument" text)`;
