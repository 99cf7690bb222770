import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { DuplicateGround, DuplicateState, Resolution, Standing } from './domain/check-resolution';

/** Two candidacies that may be one person's. */
export interface Match {
  readonly candidacyId: string;
  readonly otherId: string;
  readonly patronymic: string | null;
  readonly otherPatronymic: string | null;
  readonly foundBy: DuplicateGround;
  /** An open set of the campaign in which the other stands already. */
  readonly setId: string | null;
}

export interface NewSet {
  readonly id: string;
  readonly foundBy: DuplicateGround;
  readonly candidacyIds: readonly string[];
}

/** A candidacy of a set as an officer of its campaign sees it: of another campaign he learns its name and no more. */
export interface DuplicateMember {
  readonly candidacyId: string | null;
  readonly number: string | null;
  readonly nominator: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  readonly campaign: string;
  readonly name: string;
  readonly birthDate: string;
  readonly hasSnils: boolean;
}

export interface DuplicateRow {
  readonly id: string;
  readonly state: DuplicateState;
  readonly foundBy: DuplicateGround;
  readonly foundAt: Date;
  readonly reason: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
  readonly members: readonly DuplicateMember[];
}

@Injectable()
export class DuplicateRepository {
  /**
   * Whom others have put forward already among the persons of these candidacies: in the campaign by person, anywhere by
   * name and birth date, unless both have a СНИЛС; whether patronymics speak against it, the caller says. Who has
   * withdrawn is in nobody's way; a pair that stood in a set before is not found again.
   */
  async matches(tx: Tx, candidacyIds: readonly string[]): Promise<Match[]> {
    return tx.query<Match>(MATCHES, [candidacyIds]);
  }

  async insert(tx: Tx, campaignId: string, sets: readonly NewSet[]): Promise<void> {
    await tx.query(
      `insert into duplicate_set (id, campaign_id, found_by) select s.id, $2, s."foundBy" from jsonb_to_recordset($1::jsonb) as s (id uuid, "foundBy" text) on conflict do nothing`,
      [JSON.stringify(sets), campaignId],
    );
    await tx.query(
      `insert into duplicate_candidacy (set_id, candidacy_id, campaign_id, nominator_id)
       select s.id, c.id, $2, c.nominator_id
       from jsonb_to_recordset($1::jsonb) as s (id uuid, "candidacyIds" uuid[]) cross join unnest(s."candidacyIds") as i join candidacy c on c.id = i on conflict do nothing`,
      [JSON.stringify(sets), campaignId],
    );
  }

  /** The state of one set, held until the end of the transaction. */
  async lock(tx: Tx, campaignId: string, id: string): Promise<DuplicateState | null> {
    const [row] = await tx.query<{ state: DuplicateState }>(`select state from duplicate_set where campaign_id = $1 and id = $2 for update`, [campaignId, id]);
    return row?.state ?? null;
  }

  /** Who stands in the set; the candidacies of the campaign are held until the end of the transaction. */
  async standings(tx: Tx, id: string): Promise<Standing[]> {
    return tx.query<Standing>(
      `select c.id as "candidacyId", p.id as "personId", coalesce(encode(p.name_index, 'hex'), p.id::text) as likeness, p.snils_index is not null as "hasSnils",
         c.campaign_id = d.campaign_id as "isHere", c.status = 'withdrawn' as "hasLeft"
       from ${PEOPLE} where d.set_id = $1 order by c.id, m.id for update of c`,
      [id],
    );
  }

  async resolve(tx: Tx, id: string, state: Resolution, reason: string): Promise<void> {
    await tx.query(`update duplicate_set set state = $2, reason = $3, resolved_by = $4, resolved_at = now() where id = $1`, [id, state, reason, tx.actor.id]);
  }

  /** From now on these persons are the one who is kept, in every campaign. */
  async merge(tx: Tx, kept: string, others: readonly string[]): Promise<void> {
    await tx.query(`update member set person_id = $1 where person_id = any($2::uuid[])`, [kept, others]);
    await tx.query(`update person set merged_into = $1 where id = any($2::uuid[])`, [kept, others]);
  }

  async page(tx: Tx, campaignId: string, where: { readonly state?: DuplicateState; readonly id?: string; readonly after?: string }, count: number): Promise<DuplicateRow[]> {
    const sets = await tx.query<{ id: string }>(
      `select s.id from duplicate_set s where s.campaign_id = $1 and ($2::text is null or s.state = $2) and ($3::uuid is null or s.id = $3) and ($4::uuid is null or s.id > $4) order by s.id limit $5`,
      [campaignId, where.state ?? null, where.id ?? null, where.after ?? null, count],
    );
    return tx.beyondReach(() => tx.query<DuplicateRow>(PAGE, [sets.map(({ id }) => id)])); // whose set is in reach reads a name of candidacies elsewhere
  }
}

/** People of sets: applicants, and of teams those who are like somebody of another candidacy of the set. */
const PEOPLE = `duplicate_candidacy d join candidacy c on c.id = d.candidacy_id join member m on m.applicant_id = c.applicant_id
  join person p on p.id = m.person_id and (m.role = 'self' or exists (
    select from duplicate_candidacy x join candidacy o on o.id = x.candidacy_id join member om on om.applicant_id = o.applicant_id join person op on op.id = om.person_id
    where x.set_id = d.set_id and x.candidacy_id <> d.candidacy_id and (op.id = p.id or op.name_index = p.name_index)))`;

const MATCHES = `
  select n.id as "candidacyId", o.id as "otherId", np.patronymic, op.patronymic as "otherPatronymic", case when op.id = np.id then 'snils' else 'name' end as "foundBy",
    (select s.id from duplicate_candidacy d join duplicate_set s on s.id = d.set_id
     where d.candidacy_id = o.id and s.campaign_id = n.campaign_id and s.state = 'open' order by s.id limit 1) as "setId"
  from candidacy n
  join member nm on nm.applicant_id = n.applicant_id
  join person np on np.id = nm.person_id
  join lateral (
    select m.applicant_id, m.person_id from member m where m.person_id = nm.person_id and m.campaign_id = n.campaign_id
    union all
    select m.applicant_id, m.person_id from person p join member m on m.person_id = p.id
    where p.name_index = np.name_index and p.id <> np.id and (p.snils_index is null or np.snils_index is null)
  ) om on true
  join person op on op.id = om.person_id
  join candidacy o on o.applicant_id = om.applicant_id
  where n.id = any($1::uuid[]) and (o.campaign_id, o.nominator_id) <> (n.campaign_id, n.nominator_id) and o.status <> 'withdrawn'
    and not exists (select from duplicate_candidacy a join duplicate_candidacy b on b.set_id = a.set_id where a.candidacy_id = n.id and b.candidacy_id = o.id)
  order by n.id, o.id, "foundBy" desc`;

const PAGE = `
  select s.id, s.state, s.found_by as "foundBy", s.found_at as "foundAt", s.reason, s.resolved_by as "resolvedBy", s.resolved_at as "resolvedAt",
    (select jsonb_agg(jsonb_build_object(
       'candidacyId', case when c.campaign_id = s.campaign_id then c.id end, 'number', case when c.campaign_id = s.campaign_id then c.number end,
       'nominator', case when c.campaign_id = s.campaign_id then n.title end, 'stage', case when c.campaign_id = s.campaign_id then c.stage end,
       'status', case when c.campaign_id = s.campaign_id then c.status end, 'campaign', g.name,
       'name', concat_ws(' ', p.family_name, p.given_name, p.patronymic), 'birthDate', p.birth_date, 'hasSnils', p.snils_index is not null) order by c.id, m.id)
     from ${PEOPLE} join campaign g on g.id = c.campaign_id join nominator n on n.id = c.nominator_id where d.set_id = s.id) as members
  from duplicate_set s
  where s.id = any($1::uuid[])
  order by s.id`;
