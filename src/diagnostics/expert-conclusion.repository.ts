import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './diagnostics.repository';

/** A conclusion as it is stored; the cipher in hexadecimal. */
export interface NewConclusion {
  readonly id: string;
  readonly candidacyId: string;
  readonly personId: string;
  readonly cipher: string;
  readonly fileDigest: string | null;
}

export interface StoredConclusion {
  readonly id: string;
  readonly personId: string;
  readonly cipher: Buffer;
  readonly fileDigest: string | null;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

@Injectable()
export class ExpertConclusionRepository {
  async insert(tx: Tx, { campaignId, stage }: StageKey, conclusions: readonly NewConclusion[]): Promise<void> {
    await tx.query(
      `insert into expert_conclusion (id, candidacy_id, stage, campaign_id, nominator_id, person_id, conclusion_cipher, file_digest, written_by)
       select e.id, c.id, $3, c.campaign_id, c.nominator_id, e."personId", decode(e.cipher, 'hex'), decode(e."fileDigest", 'hex'), $4
       from jsonb_to_recordset($1::jsonb) as e (id uuid, "candidacyId" uuid, "personId" uuid, cipher text, "fileDigest" text)
       join candidacy c on c.id = e."candidacyId" and c.campaign_id = $2`,
      [JSON.stringify(conclusions), campaignId, stage, tx.actor.id],
    );
  }

  /** Of one candidacy in the stage, the newest last. */
  async of(tx: Tx, { campaignId, stage }: StageKey, candidacyId: string): Promise<StoredConclusion[]> {
    return tx.query<StoredConclusion & object>(
      `select id, person_id as "personId", conclusion_cipher as cipher, encode(file_digest, 'hex') as "fileDigest", written_by as "writtenBy", written_at as "writtenAt"
       from expert_conclusion where candidacy_id = $3 and stage = $2 and campaign_id = $1 order by written_at, id`,
      [campaignId, stage, candidacyId],
    );
  }
}
