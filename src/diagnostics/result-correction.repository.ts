import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './diagnostics.repository';
import type { ResultEntry } from './domain/check-entries';

export interface Correction extends ResultEntry {
  readonly id: string;
  readonly number: string;
  readonly supervised: boolean;
  readonly reason: string;
  readonly state: 'asked' | 'applied' | 'refused';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

const CORRECTION = `
  select r.id, r.candidacy_id as "candidacyId", c.number, r.instrument, r.supervised, r.taken_on as "takenOn", r.norm_group as "normGroup", r.raw, r.conclusion,
    r.reason, r.state, r.asked_by as "askedBy", r.asked_at as "askedAt", r.decided_by as "decidedBy", r.decided_at as "decidedAt"
  from result_correction r join candidacy c on c.id = r.candidacy_id
  where r.campaign_id = $1 and r.stage = $2`;

@Injectable()
export class ResultCorrectionRepository {
  /** False: another correction of the same result waits for its decision. */
  async ask(tx: Tx, { campaignId, stage }: StageKey, entry: ResultEntry & { readonly id: string; readonly reason: string }): Promise<boolean> {
    const rows = await tx.query(
      `insert into result_correction (id, candidacy_id, stage, instrument, supervised, campaign_id, nominator_id, taken_on, norm_group, raw, conclusion, reason, asked_by)
       select $1, c.id, $2, $3, $4, c.campaign_id, c.nominator_id, $5, $6, $7, $8, $9, $10 from candidacy c where c.id = $11 and c.campaign_id = $12
       on conflict (candidacy_id, stage, instrument, supervised) where state = 'asked' do nothing returning id`,
      [entry.id, stage, entry.instrument, entry.supervised ?? false, entry.takenOn, entry.normGroup, JSON.stringify(entry.raw), entry.conclusion ?? null, entry.reason, tx.actor.id, entry.candidacyId, campaignId],
    );
    return rows.length === 1;
  }

  async find(tx: Tx, { campaignId, stage }: StageKey, id: string, lock = false): Promise<Correction | null> {
    const [row] = await tx.query<Correction & object>(`${CORRECTION} and r.id = $3 ${lock ? 'for update of r' : ''}`, [campaignId, stage, id]);
    return row ?? null;
  }

  async page(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<Correction[]> {
    return tx.query<Correction & object>(`${CORRECTION} and ($3::uuid is null or r.id > $3) order by r.id limit $4`, [campaignId, stage, after ?? null, count]);
  }

  async decide(tx: Tx, id: string, state: 'applied' | 'refused'): Promise<void> {
    await tx.query(`update result_correction set state = $2, decided_by = $3, decided_at = now() where id = $1`, [id, state, tx.actor.id]);
  }

  /** The result in force gives way to the version that corrects it. */
  async closeResult(tx: Tx, { stage }: StageKey, { candidacyId, instrument, supervised }: Correction): Promise<void> {
    await tx.query(
      `update diagnostics_result set closed_at = now() where candidacy_id = $1 and stage = $2 and instrument = $3 and supervised = $4 and closed_at is null`,
      [candidacyId, stage, instrument, supervised],
    );
  }
}
