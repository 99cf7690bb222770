import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { NoticeFacts } from './domain/write-notice';

/** What the tables know; titles of programme and stages are the policy's. */
export interface TextFacts extends Omit<NoticeFacts, 'programme' | 'stage' | 'nextStage'> {
  readonly candidacyId: string;
  readonly n: number;
  readonly stage: string;
  readonly toStage: string;
  readonly policyVersion: number;
}

export interface SealedAddress {
  readonly id: string;
  readonly nominatorId: string;
  readonly emailCipher: Buffer;
  readonly dataKey: Buffer;
  readonly keyVersion: number;
}

@Injectable()
export class NoticeTextRepository {
  /** Facts of lines of history, in any order. */
  async facts(tx: Tx, campaignId: string, lines: readonly { readonly candidacyId: string; readonly n: number }[]): Promise<TextFacts[]> {
    return tx.query<TextFacts & object>(
      `select h.candidacy_id as "candidacyId", h.n, h.stage, h.to_stage as "toStage", b.policy_version as "policyVersion", c.number,
         coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, p.given_name as "givenName", p.patronymic, p.sex,
         cam.name as campaign, nom.title as nominator, (b.published_at at time zone 'Europe/Moscow')::date as "decidedOn",
         (select (coalesce(e.left_at, e.released_at) at time zone 'Europe/Moscow')::date from notice e where e.batch_id = b.reverts_id and e.candidacy_id = h.candidacy_id) as "earlierOn"
       from jsonb_to_recordset($2::jsonb) as w ("candidacyId" uuid, n int)
       join history h on h.candidacy_id = w."candidacyId" and h.n = w.n
       join decision_batch b on b.id = h.batch_id
       join campaign cam on cam.id = h.campaign_id
       join candidacy c on c.id = h.candidacy_id
       join nominator nom on nom.id = c.nominator_id
       join applicant a on a.id = c.applicant_id
       cross join lateral (select m.person_id from member m where m.applicant_id = a.id order by m.role = 'member', m.id limit 1) m
       join person p on p.id = m.person_id
       where h.campaign_id = $1`,
      [campaignId, JSON.stringify(lines.map(({ candidacyId, n }) => ({ candidacyId, n })))],
    );
  }

  async contacts(tx: Tx, personIds: readonly string[]): Promise<{ personId: string; cipher: Buffer }[]> {
    return tx.query(`select id as "personId", contacts_cipher as cipher from person where id = any($1::uuid[]) and contacts_cipher is not null`, [personIds]);
  }

  /** Addresses of nominators; null = of everybody in the campaign. */
  async nominatorAddresses(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null): Promise<SealedAddress[]> {
    return tx.query<SealedAddress & object>(
      `select id, nominator_id as "nominatorId", email_cipher as "emailCipher", data_key as "dataKey", key_version as "keyVersion" from nominator_address
       where campaign_id = $1 and ($2::uuid[] is null or nominator_id = any($2)) order by nominator_id`,
      [campaignId, nominatorIds],
    );
  }

  /** Puts addresses in the place of earlier ones; bytes in hexadecimal. */
  async writeAddresses(tx: Tx, campaignId: string, addresses: readonly { readonly id: string; readonly nominatorId: string; readonly email: string; readonly dataKey: string; readonly keyVersion: number }[]): Promise<void> {
    await tx.query(`delete from nominator_address where campaign_id = $1 and nominator_id = any($2::uuid[])`, [campaignId, addresses.map(({ nominatorId }) => nominatorId)]);
    await tx.query(
      `insert into nominator_address (id, campaign_id, nominator_id, email_cipher, data_key, key_version, written_by)
       select w.id, $2, w."nominatorId", decode(w.email, 'hex'), decode(w."dataKey", 'hex'), w."keyVersion", $3
       from jsonb_to_recordset($1::jsonb) as w (id uuid, "nominatorId" uuid, email text, "dataKey" text, "keyVersion" int)`,
      [JSON.stringify(addresses), campaignId, tx.actor.id],
    );
  }
}
