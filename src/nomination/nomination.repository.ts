import { Injectable } from '@nestjs/common';
import type { Status } from '../candidacy/domain/pipeline';
import type { Tx } from '../platform/database/tx';

/** A nominee as his nominator may see him. */
export interface NomineeRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly nominatorId: string;
  readonly name: string;
  readonly category: string | null;
  readonly stage: string;
  readonly status: Status;
}

@Injectable()
export class NominationRepository {
  /**
   * Nominees of the nominators in the order of public numbers, each where the last *published* decision left him; before
   * any he is open in the first stage. What is decided and not published is nobody's business yet.
   */
  async page(tx: Tx, campaignId: string, firstStage: string, nominatorIds: readonly string[], after: string | null, count: number): Promise<NomineeRow[]> {
    return tx.query<NomineeRow>(
      `select c.id as "candidacyId", c.number, c.nominator_id as "nominatorId", coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, c.category,
         coalesce(h.to_stage, $2) as stage, coalesce(h.to_status, 'open') as status
       from candidacy c
       join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self'
       left join person p on p.id = m.person_id
       left join lateral (
         select h.to_stage, h.to_status from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) h on true
       where c.campaign_id = $1 and c.nominator_id = any($3::uuid[]) and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, firstStage, nominatorIds, after, count],
    );
  }

  /** A revision no formal check of these candidacies has had: a submission that was reverted may be repeated. */
  async nextRevision(tx: Tx, candidacyIds: readonly string[], stage: string, policyVersion: number): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(
      `select coalesce(max(revision) + 1, 0) as revision from verdict where candidacy_id = any($1::uuid[]) and stage = $2 and policy_version = $3`,
      [candidacyIds, stage, policyVersion],
    );
    return row!.revision;
  }
}
