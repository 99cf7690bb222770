import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface StatementRow {
  readonly id: string;
  /** In the storage. */
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: Date;
}

const STATEMENT = `f.id, f.name, f.type, f.size, encode(f.sha256, 'hex') as sha256, f.uploaded_at as "uploadedAt"`;

/** Signed statements of candidates who answer an offer. */
@Injectable()
export class StatementRepository {
  async of(tx: Tx, candidacyId: string): Promise<StatementRow[]> {
    return tx.query<StatementRow>(`select ${STATEMENT} from seat_statement f where f.candidacy_id = $1 order by f.id`, [candidacyId]);
  }

  /** Candidacy → identifiers of its statements. */
  async ofMany(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await tx.query<{ candidacyId: string; ids: string[] }>(`select candidacy_id as "candidacyId", array_agg(id) as ids from seat_statement where candidacy_id = any($1::uuid[]) group by candidacy_id`, [candidacyIds]);
    return new Map(rows.map(({ candidacyId, ids }) => [candidacyId, new Set(ids)]));
  }

  /** Null when the candidacy has the same bytes already. */
  async insert(tx: Tx, { id, candidacyId, name, type, size, sha256 }: Omit<StatementRow, 'uploadedAt'> & { readonly candidacyId: string }): Promise<StatementRow | null> {
    const [row] = await tx.query<StatementRow>(
      `insert into seat_statement as f (id, candidacy_id, campaign_id, nominator_id, name, type, size, sha256, uploaded_by)
       select $1, c.id, c.campaign_id, c.nominator_id, $3, $4, $5, decode($6, 'hex'), $7 from candidacy c where c.id = $2
       on conflict on constraint seat_statement_once do nothing returning ${STATEMENT}`,
      [id, candidacyId, name, type, size, sha256, tx.actor.id],
    );
    return row ?? null;
  }
}
