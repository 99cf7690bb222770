import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './diagnostics.repository';

export interface SessionWish {
  readonly startsAt: string;
  /** null: online. */
  readonly place: string | null;
  readonly capacity: number;
}

export interface Session {
  readonly id: string;
  readonly startsAt: Date;
  readonly place: string | null;
  readonly capacity: number;
  readonly taken: number;
}

export type Attendance = 'attended' | 'no-show' | 'rescheduled';

/** A line of the register of a session. */
export interface Invitation {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly code: string;
  readonly state: 'invited' | Attendance;
}

const SESSION = `id, starts_at as "startsAt", place, capacity, taken`;

@Injectable()
export class SessionRepository {
  async create(tx: Tx, { campaignId, stage }: StageKey, id: string, { startsAt, place, capacity }: SessionWish): Promise<void> {
    await tx.query(
      `insert into test_session (id, campaign_id, stage, starts_at, place, capacity, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, campaignId, stage, startsAt, place, capacity, tx.actor.id],
    );
  }

  async page(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<Session[]> {
    return tx.query<Session & object>(
      `select ${SESSION} from test_session where campaign_id = $1 and stage = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
      [campaignId, stage, after ?? null, count],
    );
  }

  async find(tx: Tx, { campaignId, stage }: StageKey, id: string, lock = false): Promise<Session | null> {
    const [row] = await tx.query<Session & object>(
      `select ${SESSION} from test_session where campaign_id = $1 and stage = $2 and id = $3 ${lock ? 'for update' : ''}`,
      [campaignId, stage, id],
    );
    return row ?? null;
  }

  /** Invites to a session that is locked; gives those who were free to come. */
  async invite(tx: Tx, { campaignId, stage }: StageKey, sessionId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `with invited as (
         insert into test_invitation (session_id, candidacy_id, stage, campaign_id, nominator_id, invited_by)
         select $1, c.id, $2, c.campaign_id, c.nominator_id, $3 from candidacy c where c.campaign_id = $4 and c.id = any($5::uuid[])
         on conflict do nothing returning candidacy_id as id
       ), counted as (
         update test_session set taken = taken + (select count(*) from invited) where id = $1
       ) select id from invited`,
      [sessionId, stage, tx.actor.id, campaignId, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Gives codes to those who have none yet. */
  async giveCodes(tx: Tx, { campaignId }: StageKey, codes: readonly { readonly candidacyId: string; readonly code: string }[]): Promise<void> {
    await tx.query(
      `insert into testing_code (candidacy_id, campaign_id, nominator_id, code)
       select c.id, c.campaign_id, c.nominator_id, k.code
       from jsonb_to_recordset($1::jsonb) as k ("candidacyId" uuid, code text) join candidacy c on c.id = k."candidacyId" and c.campaign_id = $2
       on conflict (candidacy_id) do nothing`,
      [JSON.stringify(codes), campaignId],
    );
  }

  /** Who is meant by the codes; codes nobody has are left out. */
  async byCode(tx: Tx, campaignId: string, codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ code: string; candidacyId: string }>(
      `select code, candidacy_id as "candidacyId" from testing_code where campaign_id = $1 and code = any($2::text[])`,
      [campaignId, codes],
    );
    return new Map(rows.map(({ code, candidacyId }) => [code, candidacyId]));
  }

  /** Marks who came; gives those who were invited and not marked yet. A place that was not used is free again. */
  async mark(tx: Tx, sessionId: string, marks: readonly { readonly candidacyId: string; readonly state: Attendance }[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `with marked as (
         update test_invitation i set state = m.state, marked_by = $3, marked_at = now()
         from jsonb_to_recordset($1::jsonb) as m ("candidacyId" uuid, state text)
         where i.session_id = $2 and i.candidacy_id = m."candidacyId" and i.state = 'invited' returning i.candidacy_id as id, i.state
       ), counted as (
         update test_session set taken = taken - (select count(*) from marked where state = 'rescheduled') where id = $2
       ) select id from marked`,
      [JSON.stringify(marks), sessionId, tx.actor.id],
    );
    return rows.map(({ id }) => id);
  }

  /** The register of a session in the order of public numbers, with names: for the room, not for the testing system. */
  async register(tx: Tx, sessionId: string, after: string | undefined, count: number | null): Promise<Invitation[]> {
    return tx.query<Invitation & object>(
      `select c.id as "candidacyId", c.number, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, k.code, i.state
       from test_invitation i
       join candidacy c on c.id = i.candidacy_id
       join testing_code k on k.candidacy_id = c.id
       join member m on m.applicant_id = c.applicant_id and m.role in ('self', 'lead')
       join person p on p.id = m.person_id
       where i.session_id = $1 and ($2::text is null or c.number collate "C" > $2) order by c.number collate "C" limit $3`,
      [sessionId, after ?? null, count],
    );
  }
}
