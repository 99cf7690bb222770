import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StreamLimit, StreamSplit } from './domain/split-streams';

/** Somebody enrolled, with what streams may be balanced by. */
export interface EnrolledPerson {
  readonly candidacyId: string;
  readonly number: string;
  readonly territory: string;
  readonly category: string | null;
  readonly sex: string | null;
}

/** What a split was asked for, people by public number. */
export interface SplitRequest {
  readonly seed: string;
  readonly limits: readonly StreamLimit[];
  readonly fixed: readonly { readonly number: string; readonly stream: number }[];
}

export interface SavedSplit extends Pick<StreamSplit, 'lines' | 'imbalance' | 'least'> {
  readonly id: string;
  readonly request: SplitRequest;
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const SPLIT = `id, request, lines, imbalance, least, encode(digest, 'hex') as digest, created_by as "createdBy", created_at as "createdAt"`;

@Injectable()
export class StreamsRepository {
  async enrolled(tx: Tx, campaignId: string, stage: string): Promise<EnrolledPerson[]> {
    return tx.query<EnrolledPerson>(
      `select c.id as "candidacyId", c.number, c.territory, c.category, p.sex from candidacy c
       left join member m on m.applicant_id = c.applicant_id and m.role = 'self' left join person p on p.id = m.person_id
       where c.campaign_id = $1 and c.stage = $2 and c.status = 'enrolled' order by c.number collate "C"`,
      [campaignId, stage],
    );
  }

  /** The split that holds: the newest. */
  async newest(tx: Tx, campaignId: string, stage: string): Promise<SavedSplit | null> {
    const [row] = await tx.query<SavedSplit>(`select ${SPLIT} from stream_split where campaign_id = $1 and stage = $2 order by id desc limit 1`, [campaignId, stage]);
    return row ?? null;
  }

  async create(tx: Tx, campaignId: string, stage: string, split: Omit<SavedSplit, 'createdBy' | 'createdAt'>): Promise<void> {
    const { id, request, lines, imbalance, least, digest } = split;
    await tx.query(
      `insert into stream_split (id, campaign_id, stage, request, lines, imbalance, least, digest, created_by) values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9)`,
      [id, campaignId, stage, JSON.stringify(request), JSON.stringify(lines), imbalance, least, digest, tx.actor.id],
    );
  }
}
