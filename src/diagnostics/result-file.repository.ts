import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './diagnostics.repository';

export interface ResultFile {
  readonly id: string;
  readonly sha256: string;
  readonly recorded: number;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly revertedAt: Date | null;
}

const RESULT_FILE = `id, sha256, recorded, recorded_by as "recordedBy", recorded_at as "recordedAt", reverted_at as "revertedAt"`;

@Injectable()
export class ResultFileRepository {
  async create(tx: Tx, { campaignId, stage }: StageKey, file: Pick<ResultFile, 'id' | 'sha256' | 'recorded'>): Promise<void> {
    await tx.query(
      `insert into result_file (id, campaign_id, stage, sha256, recorded, recorded_by) values ($1, $2, $3, $4, $5, $6)`,
      [file.id, campaignId, stage, file.sha256, file.recorded, tx.actor.id],
    );
  }

  async page(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<ResultFile[]> {
    return tx.query<ResultFile & object>(
      `select ${RESULT_FILE} from result_file where campaign_id = $1 and stage = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
      [campaignId, stage, after ?? null, count],
    );
  }

  async lock(tx: Tx, { campaignId, stage }: StageKey, id: string): Promise<ResultFile | null> {
    const [row] = await tx.query<ResultFile & object>(`select ${RESULT_FILE} from result_file where campaign_id = $1 and stage = $2 and id = $3 for update`, [campaignId, stage, id]);
    return row ?? null;
  }

  /** Whose results came with the file, locked in the order of ids; `used`: decided since, or corrected. */
  async lockResults(tx: Tx, { stage }: StageKey, id: string): Promise<{ candidacyId: string; used: boolean }[]> {
    return tx.query(
      `select c.id as "candidacyId", c.stage <> $2 or c.status <> 'open' or r.closed_at is not null as used
       from diagnostics_result r join candidacy c on c.id = r.candidacy_id where r.file_id = $1 order by c.id for update of c`,
      [id, stage],
    );
  }

  async revert(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.query(`update result_file set reverted_by = $2, reverted_at = now(), revert_reason = $3 where id = $1`, [id, tx.actor.id, reason]);
    await tx.query(`update diagnostics_result set closed_at = now() where file_id = $1 and closed_at is null`, [id]);
  }
}
