import { Injectable } from '@nestjs/common';
import type { Status } from '../candidacy/domain/pipeline';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';

/** A line of the exported list. */
export interface ExportRow {
  readonly number: string;
  readonly externalId: string | null;
  readonly nominator: string;
  readonly name: string;
  readonly birthDate: CalendarDate | null;
  readonly sex: 'female' | 'male' | null;
  readonly category: string | null;
  readonly region: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly municipality: string | null;
  readonly stage: string;
  readonly status: Status;
}

@Injectable()
export class ExportRepository {
  /**
   * Candidacies in the order of public numbers. `nominatorIds` null: everybody where he stands; else those of the
   * nominators, where the last published decision left them, before any in the first stage.
   */
  async page(tx: Tx, campaignId: string, firstStage: string, nominatorIds: readonly string[] | null, after: string, count: number): Promise<ExportRow[]> {
    return tx.query<ExportRow>(
      `select c.number, k.external_id as "externalId", n.title as nominator,
         coalesce(a.title, m.named, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, p.birth_date as "birthDate", p.sex,
         c.category, c.region, m.post_title as post, m.organisation, m.municipality,
         case when $3::uuid[] is null then c.stage else coalesce(h.to_stage, $2) end as stage,
         case when $3::uuid[] is null then c.status else coalesce(h.to_status, 'open') end as status
       from candidacy c
       join applicant a on a.id = c.applicant_id
       join nominator n on n.id = c.nominator_id
       left join member m on m.applicant_id = a.id and m.role in ('self', 'lead')
       left join person p on p.id = m.person_id
       left join nominee k on k.candidacy_id = c.id
       left join lateral (
         select h.to_stage, h.to_status from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) h on $3::uuid[] is not null
       where c.campaign_id = $1 and ($3::uuid[] is null or c.nominator_id = any($3)) and c.number collate "C" > $4
       order by c.number collate "C" limit $5`,
      [campaignId, firstStage, nominatorIds, after, count],
    );
  }
}
