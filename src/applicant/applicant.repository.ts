import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { ReadPerson } from './domain/read-person';
import type { EnteredPeriod, StoredPeriod } from './domain/widen-period';

/** A person to be stored; binary values in hexadecimal. */
export interface NewPerson extends Omit<ReadPerson, 'snils' | 'contacts'> {
  readonly id: string;
  readonly nominatorId: string;
  readonly snilsIndex: string | null;
  readonly nameIndex: string;
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

/** A municipality may be known by its name alone; `sourceDocument` says where it is written. */
export interface EmploymentEntry extends Position, EnteredPeriod {
  readonly municipalityName?: string;
  readonly sourceDocument?: string;
}

export type StoredEmployment = Omit<EmploymentEntry, keyof EnteredPeriod> & StoredPeriod;

/** A person as put forward in one campaign, alone (`self`) or in a team. */
export interface NewMember {
  readonly memberId: string;
  readonly personId: string;
  /** As this nominator writes him. */
  readonly named: string;
  readonly role: 'self' | 'lead' | 'member';
  readonly citizenship: string;
  readonly education: string;
  readonly registrationRegion?: string;
  readonly post: Position & { readonly organisationInn?: string };
  readonly employment: readonly StoredEmployment[];
}

/** What is put forward in a campaign: a person, with one member `self`, or a team with its name, the lead and the others. */
export interface NewApplicant {
  readonly applicantId: string;
  readonly nominatorId: string;
  readonly kind: 'person' | 'team';
  readonly title: string | null;
  readonly members: readonly NewMember[];
}

export interface ReceivedDocument {
  readonly key: string;
  readonly receivedOn: CalendarDate;
}

/** What formal completeness is judged by. */
export interface ApplicantFile {
  readonly candidacyId: string;
  readonly number: string;
  readonly region: string;
  readonly category: string | null;
  readonly kind: 'person' | 'team';
  /** The lead first. */
  readonly members: readonly {
    readonly role: NewMember['role'];
    readonly birthDate: CalendarDate;
    readonly organisationInn: string | null;
    readonly employment: readonly EnteredPeriod[];
  }[];
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
      `insert into person (id, nominator_id, family_name, given_name, patronymic, birth_date, sex, snils_index, name_index, snils_cipher, contacts_cipher, data_key, key_version)
       select p.id, p."nominatorId", p."familyName", p."givenName", p.patronymic, p."birthDate", p.sex,
         decode(p."snilsIndex", 'hex'), decode(p."nameIndex", 'hex'), decode(p."snilsCipher", 'hex'), decode(p."contactsCipher", 'hex'), decode(p."dataKey", 'hex'), p."keyVersion"
       from jsonb_to_recordset($1::jsonb) as p (id uuid, "nominatorId" uuid, "familyName" text, "givenName" text, patronymic text, "birthDate" date, sex text,
         "snilsIndex" text, "nameIndex" text, "snilsCipher" text, "contactsCipher" text, "dataKey" text, "keyVersion" integer)
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

  /** Stores applicants with their members and careers; answers as `insertMembers`. */
  async insertApplicants(tx: Tx, campaignId: string, applicants: readonly NewApplicant[]): Promise<ReadonlySet<string>> {
    await tx.query(
      `insert into applicant (id, campaign_id, nominator_id, kind, title)
       select a."applicantId", $2, a."nominatorId", a.kind, a.title from jsonb_to_recordset($1::jsonb) as a ("applicantId" uuid, "nominatorId" uuid, kind text, title text)`,
      [JSON.stringify(applicants.map(({ members: _, ...applicant }) => applicant)), campaignId],
    );
    return this.insertMembers(tx, campaignId, applicants);
  }

  /**
   * Stores members with their careers. Gives who was taken, as nominator and person: one missing was put forward by the
   * same nominator at the same moment, and everything has to be undone.
   */
  async insertMembers(tx: Tx, campaignId: string, applicants: readonly Omit<NewApplicant, 'kind' | 'title'>[]): Promise<ReadonlySet<string>> {
    const members = applicants.flatMap(({ applicantId, nominatorId, members: of }) => of.map((member) => ({ ...member, applicantId, nominatorId })));
    const list = JSON.stringify(members);
    const taken = await tx.query<{ nominatorId: string; personId: string }>(INSERT_MEMBERS, [list, campaignId]);
    if (taken.length === members.length) await tx.query(INSERT_EMPLOYMENT, [list, campaignId]);
    return new Set(taken.map(({ nominatorId, personId }) => `${nominatorId} ${personId}`));
  }

  /** Copies an applicant with members and careers into another campaign; false where one of the people is put forward there. */
  async copyApplicant(tx: Tx, campaignId: string, from: string, id: string): Promise<boolean> {
    await tx.query(`insert into applicant (id, campaign_id, nominator_id, kind, title) select $2, $3, nominator_id, kind, title from applicant where id = $1`, [from, id, campaignId]);
    const [row] = await tx.query<{ whole: boolean }>(
      `with old as (
         select m.id, gen_random_uuid() as copy from member m where m.applicant_id = $1 and m.left_on is null
       ), made as (
         insert into member (id, applicant_id, campaign_id, joined_on, left_on, ${COPIED_OF_MEMBER})
         select o.copy, $2, $3, m.joined_on, m.left_on, ${COPIED_OF_MEMBER} from old o join member m on m.id = o.id
         where not exists (select from member x where x.campaign_id = $3 and x.person_id = m.person_id)
         on conflict do nothing returning id
       ), careers as (
         insert into employment (id, member_id, campaign_id, ${COPIED_OF_EMPLOYMENT})
         select gen_random_uuid(), o.copy, $3, ${COPIED_OF_EMPLOYMENT} from old o join made on made.id = o.copy join employment e on e.member_id = o.id
       )
       select (select count(*) from made) = (select count(*) from old) as whole`,
      [from, id, campaignId],
    );
    return row!.whole;
  }

  /** Names teams anew; gives the applicants of all these candidacies. */
  async retitle(tx: Tx, entries: readonly { readonly candidacyId: string; readonly title: string | null }[]): Promise<Map<string, string>> {
    await tx.query(
      `update applicant a set title = n.title from jsonb_to_recordset($1::jsonb) as n ("candidacyId" uuid, title text) join candidacy c on c.id = n."candidacyId"
       where a.id = c.applicant_id and a.title is distinct from n.title`,
      [JSON.stringify(entries.map(({ candidacyId, title }) => ({ candidacyId, title })))],
    );
    const rows = await tx.query<{ id: string; applicantId: string }>(`select id, applicant_id as "applicantId" from candidacy where id = any($1::uuid[])`, [entries.map(({ candidacyId }) => candidacyId)]);
    return new Map(rows.map(({ id, applicantId }) => [id, applicantId]));
  }

  /** Deletes members and careers of candidacies with all they once said, and their persons where nothing else speaks of them. */
  async deleteMembers(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    const members = `select m.id from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = any($1::uuid[])`;
    await tx.query(`delete from record_change where candidacy_id = any($1::uuid[])`, [candidacyIds]);
    await tx.query(`delete from employment where member_id in (${members})`, [candidacyIds]);
    const gone = await tx.query<{ personId: string }>(`delete from member where id in (${members}) returning person_id as "personId"`, [candidacyIds]);
    await tx.beyondReach(() => tx.query(`delete from person p where p.id = any($1::uuid[]) and not exists (select from member m where m.person_id = p.id)`, [gone.map(({ personId }) => personId)])); // others may speak of him
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
      `select c.id as "candidacyId", c.number, c.region, c.category, a.kind, m.members,
         (select coalesce(jsonb_agg(jsonb_build_object('key', d.key, 'receivedOn', d.received_on) order by d.key), '[]') from document d where d.candidacy_id = c.id) as documents,
         under_review(c.id) as "underReview"
       from candidacy c join applicant a on a.id = c.applicant_id
       cross join lateral (
         select jsonb_agg(jsonb_build_object('role', m.role, 'birthDate', p.birth_date, 'organisationInn', m.organisation_inn, 'employment', e.employment) order by m.role, m.id) as members
         from member m join person p on p.id = m.person_id
         cross join lateral (
           select coalesce(jsonb_agg(jsonb_build_object('startedOn', ${STARTED_ON}, 'endedOn', ${ENDED_ON}) order by e.started_on, e.id), '[]') as employment
           from employment e where e.member_id = m.id
         ) e
         where m.applicant_id = a.id
       ) m
       where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
  }

  /** Candidacy → the person who stands for it: the applicant himself, the lead, in a team without one its first member. */
  async personsOf(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ candidacyId: string; personId: string }>(
      `select distinct on (c.id) c.id as "candidacyId", m.person_id as "personId"
       from candidacy c join member m on m.applicant_id = c.applicant_id where c.id = any($1::uuid[])
       order by c.id, m.role = 'member', m.id`,
      [candidacyIds],
    );
    return new Map(rows.map(({ candidacyId, personId }) => [candidacyId, personId]));
  }

  async sealedIdentities(tx: Tx, personIds: readonly string[]): Promise<{ id: string; snils: Buffer | null; contacts: Buffer | null }[]> {
    return tx.query(`select id, snils_cipher as snils, contacts_cipher as contacts from person where id = any($1::uuid[])`, [personIds]);
  }

  /** Of those whose data have not been destroyed. */
  async dataKeys(tx: Tx, personIds: readonly string[]): Promise<{ id: string; wrapped: Buffer; version: number }[]> {
    return tx.query(`select id, data_key as wrapped, key_version as version from person where id = any($1::uuid[]) and data_key is not null`, [personIds]);
  }
}

/** Dates of an employment `e` as they were entered: a month where no more is known. */
const STARTED_ON = `case when e.started_month_only then to_char(e.started_on, 'YYYY-MM') else e.started_on::text end`;
const ENDED_ON = `case when e.ended_month_only then to_char(e.ended_on, 'YYYY-MM') else e.ended_on::text end`;

const COPIED_OF_MEMBER = `person_id, nominator_id, role, citizenship, education, registration_region, post_title, organisation, organisation_inn, post_category, post_group, sphere,
  municipality_type, municipality, post_region, named`;
const COPIED_OF_EMPLOYMENT = `nominator_id, started_on, started_month_only, ended_on, ended_month_only, title, organisation, post_category, post_group, sphere,
  municipality_type, municipality, municipality_name, region, source_document`;

const INSERT_MEMBERS = `
  insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education, registration_region,
    post_title, organisation, organisation_inn, post_category, post_group, sphere, municipality_type, municipality, post_region, named)
  select m."memberId", m."applicantId", m."personId", $2, m."nominatorId", m.role, m.citizenship, m.education, m."registrationRegion",
    p.title, p.organisation, p."organisationInn", p."postCategory", p."postGroup", p.sphere, p."municipalityType", p.municipality, p.region, m.named
  from jsonb_to_recordset($1::jsonb) as m ("memberId" uuid, "applicantId" uuid, "personId" uuid, named text, "nominatorId" uuid, role text, citizenship text, education text, "registrationRegion" text, post jsonb)
  cross join jsonb_to_record(m.post) as p (title text, organisation text, "organisationInn" text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, region text)
  order by m."personId" on conflict (campaign_id, nominator_id, person_id) do nothing returning nominator_id as "nominatorId", person_id as "personId"`;

const INSERT_EMPLOYMENT = `
  insert into employment (id, member_id, campaign_id, nominator_id, started_on, started_month_only, ended_on, ended_month_only,
    title, organisation, post_category, post_group, sphere, municipality_type, municipality, municipality_name, region, source_document)
  select gen_random_uuid(), m."memberId", $2, m."nominatorId", e."startedOn", e."startedMonthOnly", e."endedOn", e."endedMonthOnly",
    e.title, e.organisation, e."postCategory", e."postGroup", e.sphere, e."municipalityType", e.municipality, e."municipalityName", e.region, e."sourceDocument"
  from jsonb_to_recordset($1::jsonb) as m ("memberId" uuid, "nominatorId" uuid, employment jsonb)
  cross join jsonb_to_recordset(m.employment) as e ("startedOn" date, "startedMonthOnly" boolean, "endedOn" date, "endedMonthOnly" boolean,
    title text, organisation text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, "municipalityName" text, region text, "sourceDocument" text)`;
