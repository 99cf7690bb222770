import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { GroupStanding } from './domain/measure-fairness';
import type { ScoreCount } from './domain/read-cut-offs';

/** Sex and age of a person on a day, for counting; whoever is erased counts as unknown. */
const SEX = `coalesce(p.sex, 'unknown')`;
const AGE_BAND = `case when p.birth_date is null then 'unknown' else (array['under-30', '30-39', '40-49', '50-59', '60-and-over'])[
  1 + width_bucket(date_part('year', age($2::date, p.birth_date)), array[30, 40, 50, 60]::double precision[])] end`;
const PERSON = `left join member m on m.applicant_id = c.applicant_id and m.role = 'self' left join person p on p.id = m.person_id`;

/** Counts of people by group. Nobody's name or number leaves the database here. */
@Injectable()
export class StandingRepository {
  async standings(tx: Tx, campaignId: string, on: string): Promise<GroupStanding[]> {
    return tx.query<GroupStanding>(
      `select c.stage, c.status, v.view, v.key, count(*)::int as count from candidacy c ${PERSON}
       cross join lateral (values ('sex', ${SEX}), ('ageBand', ${AGE_BAND}), ('region', c.region), ('category', coalesce(c.category, 'none'))) v (view, key)
       where c.campaign_id = $1 group by c.stage, c.status, v.view, v.key`,
      [campaignId, on],
    );
  }

  /** Everybody with a score in the frozen question of a run; null: there is no such run. */
  async scores(tx: Tx, campaignId: string, on: string, stage: string, runId: string): Promise<ScoreCount[] | null> {
    const runs = await tx.query(`select from ranking_run where campaign_id = $1 and stage = $2 and id = $3`, [campaignId, stage, runId]);
    if (!runs.length) return null;
    return tx.query<ScoreCount>(
      `select (s.score * 10000)::bigint as score, v.view, v.key, count(*)::int as count
       from ranking_run r cross join lateral json_to_recordset(r.snapshot -> 'input' -> 'candidates') s (id text, score numeric, region text, category text)
       join candidacy c on c.campaign_id = r.campaign_id and c.number = s.id ${PERSON}
       cross join lateral (values ('region', s.region), ('category', s.category), ('sex', ${SEX}), ('ageBand', ${AGE_BAND})) v (view, key)
       where r.campaign_id = $1 and r.id = $3 group by 1, 2, 3`,
      [campaignId, on, runId],
    );
  }
}
