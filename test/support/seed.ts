import type { Reason } from '../../src/kernel/reason';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type Account, askingCaller, type AskingCaller } from '../../src/access/asking.decorator';
import type { Grant, Operation, Role } from '../../src/access/domain/may';
import { hashOf, newSecret } from '../../src/access/credential';
import type { Policy } from '../../src/campaign/domain/policy';
import { stageOf } from '../../src/campaign/domain/policy';
import type { Status } from '../../src/candidacy/domain/pipeline';
import type { Outcome } from '../../src/candidacy/domain/verdict';
import { canonicalJson } from '../../src/kernel/canonical-json';
import type { Caller } from '../../src/platform/caller';
import { newId } from '../../src/platform/new-id';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';

export interface SeededCampaign {
  readonly id: string;
  readonly policy: Policy;
  readonly policyVersion: number;
}

export interface SeededAccount extends Account {
  readonly region: string | null;
  /** What the account would send as its bearer token. */
  readonly token: string;
}

export interface SeededCandidacy {
  readonly id: string;
  readonly number: string;
  readonly applicantId: string;
  readonly memberId: string;
  readonly personId: string;
  readonly nominatorId: string;
}

/** One record of a career; what is not named is null. */
export interface SeededEmployment {
  readonly startedOn: string;
  readonly endedOn?: string | null;
  readonly postCategory?: string | null;
  readonly sphere?: string | null;
  readonly municipality?: string | null;
  readonly municipalityType?: string | null;
  readonly region?: string | null;
}

/** Who stands where. Unless told otherwise each of them fulfils every formal requirement of the School of mayors. */
export interface CandidaciesSpec {
  readonly campaign: SeededCampaign;
  readonly stage: string;
  readonly count?: number;
  readonly status?: Status;
  readonly region?: string;
  readonly category?: string | null;
  readonly nominatorId?: string;
  readonly familyName?: string;
  readonly birthDate?: string;
  readonly sex?: 'female' | 'male';
  readonly citizenship?: string;
  readonly education?: string;
  readonly employment?: readonly SeededEmployment[];
  /** Keys of the documents received. */
  readonly documents?: readonly string[];
}

export interface SeededVerdict {
  readonly candidacyId: string;
  readonly outcome?: Outcome;
  /** Units of 10⁻⁴. */
  readonly score?: number | null;
  readonly measures?: Readonly<Record<string, number>>;
  readonly reasons?: readonly Reason[];
}

const ACT = { title: { ru: 'Приказ о положении', en: 'Order on the rules' }, number: '1', date: '2026-01-15', file: 'a'.repeat(64) };
const CAREER: readonly SeededEmployment[] = [
  { startedOn: '2016-02-01', postCategory: 'municipal-office', sphere: 'municipal-service', municipality: '20701000', municipalityType: 'urban-okrug' },
];

/**
 * Puts a test's starting point straight into the tables, past every service, as the login that owns them. Everything it
 * makes is new, so tests in one database do not meet each other.
 */
export class Seed {
  constructor(private readonly source: DataSource) {}

  /** An open campaign with a published policy: the School of mayors unless another is given. */
  async campaign(policy: Policy = { ...SCHOOL_OF_MAYORS, approvingAct: ACT }): Promise<SeededCampaign> {
    const id = newId();
    const someone = newId();
    await this.source.query(`insert into campaign (id, programme, name, state, policy_version, created_by) values ($1, $2, 'test', 'open', 1, $3)`, [id, policy.programme.key, someone]);
    const campaign = { id, policy, policyVersion: 0 };
    return this.nextPolicy(campaign, policy);
  }

  /** Publishes the next version of the policy, as if by an officer; work of the older version is left as it is. */
  async nextPolicy(campaign: SeededCampaign, policy: Policy): Promise<SeededCampaign> {
    const policyVersion = campaign.policyVersion + 1;
    const document = canonicalJson(policy);
    await this.source.query(
      `insert into policy_version (campaign_id, version, state, document, digest, created_by, published_by, published_at) values ($1, $2, 'published', $3, $4, $5, $5, now())`,
      [campaign.id, policyVersion, document, createHash('sha256').update(document).digest(), newId()],
    );
    await this.source.query(`update campaign set policy_version = $2 where id = $1`, [campaign.id, policyVersion]);
    return { id: campaign.id, policy, policyVersion };
  }

  /** The regional nominator of that region: the same one in every campaign. */
  async nominator(region = '36'): Promise<string> {
    const rows: { id: string }[] = await this.source.query(
      `insert into nominator (id, kind, code, title, region) values ($1, 'region', $2, concat('Region ', $2::text), $2)
       on conflict (kind, code) do update set title = excluded.title returning id`,
      [newId(), region],
    );
    return rows[0]!.id;
  }

  /** An account with one role, in the campaign and for the nominator where the role has them. */
  async account(role: Role, where: { campaign?: SeededCampaign; nominatorId?: string; region?: string; name?: string } = {}): Promise<SeededAccount> {
    const id = newId();
    const name = where.name ?? `test ${role}`;
    const region = where.region ?? null;
    const grant: Grant = { role, campaignId: where.campaign?.id ?? null, nominatorId: where.nominatorId ?? null };
    const token = newSecret();
    await this.source.query(
      `insert into account (id, name, region, token_hash, token_expires_at, created_by) values ($1, $2, $3, $4, now() + interval '1 day', $1)`,
      [id, name, region, hashOf(token)],
    );
    await this.source.query(`insert into access_grant (id, account_id, role, campaign_id, nominator_id) values ($1, $2, $3, $4, $5)`, [newId(), id, role, grant.campaignId, grant.nominatorId]);
    return { id, name, region, token, grants: [grant], via: 'token', credentialId: id, scopes: null, hasFreshProof: false };
  }

  /** Candidacies that stand in a stage, in the order of their public numbers. */
  async candidacies(spec: CandidaciesSpec): Promise<SeededCandidacy[]> {
    const { campaign, stage, count = 1, status = 'open', region = '36', category = 'head' } = spec;
    const nominatorId = spec.nominatorId ?? (await this.nominator(region));
    const ordinals: { last: number }[] = await this.source.query(
      `insert into region_ordinal (campaign_id, region, last) values ($1, $2, $3)
       on conflict (campaign_id, region) do update set last = region_ordinal.last + excluded.last returning last`,
      [campaign.id, region, count],
    );
    const first = ordinals[0]!.last - count + 1;
    const people = Array.from({ length: count }, (_, i) => ({
      id: newId(), number: `${region}-${String(first + i).padStart(4, '0')}`, applicantId: newId(), memberId: newId(), personId: newId(), nominatorId,
    }));
    const common = {
      familyName: spec.familyName ?? 'Проверяемова', birthDate: spec.birthDate ?? '1984-05-20', sex: spec.sex ?? 'female',
      citizenship: spec.citizenship ?? 'RU', education: spec.education ?? 'higher',
    };
    const employment = people.flatMap(({ memberId }) => (spec.employment ?? CAREER).map((record) => ({ id: newId(), memberId, region, ...record })));
    const documents = people.flatMap(({ id }) => (spec.documents ?? ['consent']).map((key) => ({ id, key })));
    await this.source.query(PEOPLE, [JSON.stringify(people), campaign.id, nominatorId, JSON.stringify(common), region, category, stage, status]);
    await this.source.query(CAREERS, [JSON.stringify(employment), campaign.id, nominatorId]);
    await this.source.query(DOCUMENTS, [JSON.stringify(documents), campaign.id, nominatorId]);
    return people;
  }

  /** Documents that came later, by key. */
  async documents(campaign: SeededCampaign, { id, nominatorId }: SeededCandidacy, keys: readonly string[]): Promise<void> {
    await this.source.query(DOCUMENTS, [JSON.stringify(keys.map((key) => ({ id, key }))), campaign.id, nominatorId]);
  }

  /** Verdicts as an earlier computation would have left them. */
  async verdicts(campaign: SeededCampaign, stage: string, verdicts: readonly SeededVerdict[]): Promise<void> {
    await this.source.query(
      `insert into verdict (candidacy_id, stage, policy_version, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, row_hash)
       select c.id, $2, $3, c.campaign_id, c.nominator_id, $4, v.outcome, v.score, v.measures, v.reasons, sha256(''), sha256(convert_to(c.id::text, 'UTF8'))
       from jsonb_to_recordset($1::jsonb) as v ("candidacyId" uuid, outcome text, score bigint, measures json, reasons json) join candidacy c on c.id = v."candidacyId"`,
      [JSON.stringify(verdicts.map((verdict) => ({ outcome: 'pass', score: null, measures: {}, reasons: [], ...verdict }))), stage, campaign.policyVersion, newId()],
    );
  }

  /** A signed statement of the candidate, as if it had been uploaded; gives its id. */
  async statement(candidacyId: string): Promise<string> {
    const id = newId();
    await this.source.query(
      `insert into seat_statement (id, candidacy_id, campaign_id, nominator_id, name, type, size, sha256, uploaded_by)
       select $1::uuid, id, campaign_id, nominator_id, $1::text, 'pdf', 1, sha256(convert_to($1::text, 'UTF8')), $1::uuid from candidacy where id = $2`,
      [id, candidacyId],
    );
    return id;
  }

  /** Moves these into the stage by a published decision, so that a seat may be offered to them. */
  async admitted(campaign: SeededCampaign, stage: string, candidacyIds: readonly string[]): Promise<void> {
    const batch = newId();
    await this.source.query(
      `insert into decision_batch (id, campaign_id, stage, kind, policy_version, decided_by, list_digest, lines, published_by, published_at) values ($1, $2, $3, 'event', $4, $1, '', $5, $1, now())`,
      [batch, campaign.id, stage, campaign.policyVersion, candidacyIds.length],
    );
    await this.source.query(
      `with moved as (update candidacy set version = version + 1 where id = any($2::uuid[]) returning *)
       insert into history (candidacy_id, n, campaign_id, nominator_id, batch_id, event, stage, from_status, to_stage, to_status)
       select id, version, campaign_id, nominator_id, $1, 'promote', $3, 'reserve', $3, 'open' from moved`,
      [batch, candidacyIds, stage],
    );
  }

  /** A work batch that is due, as entering the stage or completing the facts creates it; returns its id. */
  async work(campaign: SeededCampaign, stage: string, candidacyIds: readonly string[]): Promise<string> {
    const id = newId();
    await this.source.query(`insert into work_batch (id, campaign_id, stage, kind, policy_version, ids, size) values ($1, $2, $3, $4, $5, $6, $7)`, [
      id, campaign.id, stage, stageOf(campaign.policy, stage)?.kind, campaign.policyVersion, candidacyIds, candidacyIds.length,
    ]);
    return id;
  }
}

/** The account as a caller: plain, reaching everything, or asking for one operation as the guard would admit it. */
export function callerOf(account: Account): Caller;
export function callerOf(account: Account, operation: Operation): AskingCaller;
export function callerOf(account: Account, operation?: Operation): Caller {
  const campaignId = account.grants[0]?.campaignId ?? undefined;
  return operation ? askingCaller(account, operation, { arrivedAt: new Date(), campaignId }) : { actor: { kind: 'account', id: account.id }, reach: { campaigns: 'all', nominators: 'all' } };
}

const PEOPLE = `
  with p as (
    select * from jsonb_to_recordset($1::jsonb) as p (id uuid, number text, "applicantId" uuid, "memberId" uuid, "personId" uuid)
  ), common as (
    select * from jsonb_to_record($4::jsonb) as c ("familyName" text, "birthDate" date, sex text, citizenship text, education text)
  ), persons as (
    insert into person (id, nominator_id, family_name, given_name, birth_date, sex, data_key, key_version)
    select "personId", $3, "familyName", 'Имя ' || number, "birthDate", sex, '', 1 from p, common
  ), applicants as (
    insert into applicant (id, campaign_id, nominator_id, kind) select "applicantId", $2, $3, 'person' from p
  ), members as (
    insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education, registration_region,
      post_title, organisation, post_category, sphere, municipality_type, municipality, post_region)
    select "memberId", "applicantId", "personId", $2, $3, 'self', citizenship, education, $5,
      'Глава', 'Администрация', 'municipal-office', 'municipal-service', 'urban-okrug', '20701000', $5 from p, common
  )
  insert into candidacy (id, campaign_id, applicant_id, nominator_id, number, region, territory, category, stage, status)
  select id, $2, "applicantId", $3, number, $5, $5, $6, $7, $8 from p`;

const CAREERS = `
  insert into employment (id, member_id, campaign_id, nominator_id, started_on, ended_on, title, organisation, post_category, sphere, municipality_type, municipality, region)
  select id, "memberId", $2, $3, "startedOn", "endedOn", 'Должность', 'Администрация', "postCategory", sphere, "municipalityType", municipality, region
  from jsonb_to_recordset($1::jsonb) as e (id uuid, "memberId" uuid, "startedOn" date, "endedOn" date, "postCategory" text, sphere text, "municipalityType" text, municipality text, region text)`;

const DOCUMENTS = `
  insert into document (candidacy_id, key, campaign_id, nominator_id, received_on)
  select id, key, $2, $3, date '2026-02-20' from jsonb_to_recordset($1::jsonb) as d (id uuid, key text)`;
