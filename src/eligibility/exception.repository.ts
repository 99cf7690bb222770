import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { GrantedException } from './domain/eligibility-facts';

export interface NewException extends GrantedException {
  readonly id: string;
  readonly candidacyId: string;
}

export interface ExceptionRow extends NewException {
  readonly number: string;
  readonly stage: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalReason: string | null;
}

const ROW = `x.id, x.candidacy_id as "candidacyId", c.number, x.stage, x.criterion, x.reason, x.document_title as "documentTitle", x.document_number as "documentNumber",
  x.document_date as "documentDate", x.granted_by as "grantedBy", x.granted_at as "grantedAt", x.withdrawn_by as "withdrawnBy", x.withdrawn_at as "withdrawnAt", x.withdrawal_reason as "withdrawalReason"`;

@Injectable()
export class ExceptionRepository {
  /** Grants those that do not stand already and gives their ids. */
  async grant(tx: Tx, campaignId: string, stage: string, exceptions: readonly NewException[]): Promise<ReadonlySet<string>> {
    const granted = await tx.query<{ id: string }>(
      `insert into eligibility_exception (id, candidacy_id, stage, criterion, campaign_id, nominator_id, reason, document_title, document_number, document_date, granted_by)
       select x.id, c.id, $3, x.criterion, c.campaign_id, c.nominator_id, x.reason, x."documentTitle", x."documentNumber", x."documentDate", $4
       from jsonb_to_recordset($1::jsonb) as x (id uuid, "candidacyId" uuid, criterion text, reason text, "documentTitle" text, "documentNumber" text, "documentDate" date)
       join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2
       on conflict (candidacy_id, stage, criterion) where withdrawn_at is null do nothing returning id`,
      [JSON.stringify(exceptions), campaignId, stage, tx.actor.id],
    );
    return new Set(granted.map(({ id }) => id));
  }

  async withdraw(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.query(`update eligibility_exception set withdrawn_by = $2, withdrawn_at = now(), withdrawal_reason = $3 where id = $1`, [id, tx.actor.id, reason]);
  }

  async find(tx: Tx, campaignId: string, id: string, lock = false): Promise<ExceptionRow | null> {
    const [row] = await tx.query<ExceptionRow>(
      `select ${ROW} from eligibility_exception x join candidacy c on c.id = x.candidacy_id where x.campaign_id = $1 and x.id = $2 ${lock ? 'for update of x' : ''}`,
      [campaignId, id],
    );
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, after: string | null, count: number): Promise<ExceptionRow[]> {
    return tx.query<ExceptionRow>(
      `select ${ROW} from eligibility_exception x join candidacy c on c.id = x.candidacy_id where x.campaign_id = $1 and ($2::uuid is null or x.id > $2) order by x.id limit $3`,
      [campaignId, after, count],
    );
  }

  /** Exceptions that stand at the stage, by candidacy, each in the order of criteria's keys. Whoever has none is left out. */
  async standing(tx: Tx, stage: string, candidacyIds: readonly string[]): Promise<ReadonlyMap<string, readonly GrantedException[]>> {
    const rows = await tx.prepared<GrantedException & { candidacyId: string }>('eligibility-exceptions', STANDING, [candidacyIds, stage]);
    const standing = new Map<string, GrantedException[]>();
    for (const { candidacyId, ...exception } of rows) standing.set(candidacyId, [...(standing.get(candidacyId) ?? []), exception]);
    return standing;
  }
}

const STANDING = `
  select candidacy_id as "candidacyId", criterion, reason, document_title as "documentTitle", document_number as "documentNumber", document_date as "documentDate"
  from eligibility_exception where candidacy_id = any($1::uuid[]) and stage = $2 and withdrawn_at is null order by candidacy_id, criterion`;
