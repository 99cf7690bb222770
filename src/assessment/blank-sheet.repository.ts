import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './assessment.repository';

/** Whom a blank sheet is for. */
export interface SheetSubject {
  readonly number: string;
  /** Under which a testing system knows him; null where nobody has given him one. */
  readonly code: string | null;
  readonly name: string;
}

const SUBJECTS = `
  select c.number, k.code, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
  from candidacy c
  join applicant a on a.id = c.applicant_id
  left join testing_code k on k.candidacy_id = c.id
  left join member m on m.applicant_id = c.applicant_id and m.role in ('self', 'lead')
  left join person p on p.id = m.person_id
  where c.campaign_id = $1 and c.stage = $2 and c.status = 'open'`;

@Injectable()
export class BlankSheetRepository {
  /** Those open in the stage, or one of them, in the order of public numbers. */
  async open(tx: Tx, { campaignId, stage }: StageKey, only: string | null, after: string | undefined, count: number): Promise<SheetSubject[]> {
    return tx.query<SheetSubject & object>(
      `${SUBJECTS} and ($3::uuid is null or c.id = $3) and ($4::text is null or c.number collate "C" > $4) order by c.number collate "C" limit $5`,
      [campaignId, stage, only, after ?? null, count],
    );
  }

  /** Those whose sheets the actor has and has not submitted, in the order of public numbers. */
  async own(tx: Tx, { campaignId, stage }: StageKey): Promise<SheetSubject[]> {
    return tx.query<SheetSubject & object>(
      `${SUBJECTS} and exists (
         select from mark_sheet s where s.candidacy_id = c.id and s.stage = $2 and s.assessor_id = $3 and s.submitted_at is null and s.declined_at is null
       ) order by c.number collate "C"`,
      [campaignId, stage, tx.actor.id],
    );
  }
}
