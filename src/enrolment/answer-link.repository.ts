import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** A link by its token's hash, with the offer it answers. */
export interface FoundLink {
  readonly candidacyId: string;
  readonly campaignId: string;
  readonly stage: string;
  readonly number: string;
  readonly region: string;
  readonly campaign: string;
  readonly expiresAt: Date;
}

export interface NewLink {
  readonly candidacyId: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly hash: string;
  readonly expiresAt: Date;
}

@Injectable()
export class AnswerLinkRepository {
  /** One link a seat: a new one takes the place of the one before. */
  async issue(tx: Tx, campaignId: string, stage: string, links: readonly NewLink[], at: Date): Promise<void> {
    await tx.query(
      `insert into answer_link (candidacy_id, campaign_id, nominator_id, stage, token_hash, expires_at, issued_by, issued_at)
       select s.candidacy_id, s.campaign_id, s.nominator_id, s.stage, decode(l.hash, 'hex'), l."expiresAt", $4, $5
       from jsonb_to_recordset($3::jsonb) as l ("candidacyId" uuid, hash text, "expiresAt" timestamptz) join seat s on s.candidacy_id = l."candidacyId" and s.campaign_id = $1 and s.stage = $2
       on conflict (candidacy_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at, issued_by = excluded.issued_by, issued_at = excluded.issued_at, used_at = null`,
      [campaignId, stage, JSON.stringify(links), tx.actor.id, at],
    );
  }

  /** A link that can be used: not used or expired, its offer open and in its term. */
  async find(tx: Tx, hash: Buffer, now: Date): Promise<FoundLink | null> {
    const [row] = await tx.query<FoundLink>(
      `select l.candidacy_id as "candidacyId", l.campaign_id as "campaignId", l.stage, c.number, c.region, p.name as campaign, l.expires_at as "expiresAt"
       from answer_link l join seat s on s.candidacy_id = l.candidacy_id join candidacy c on c.id = l.candidacy_id join campaign p on p.id = l.campaign_id
       where l.token_hash = $1 and l.used_at is null and l.expires_at >= $2 and s.state = 'offered' and (s.answer_until is null or s.answer_until >= $2)
         and c.stage = l.stage and c.status = 'open' and p.state = 'open'`,
      [hash, now],
    );
    return row ?? null;
  }

  async use(tx: Tx, candidacyId: string, at: Date): Promise<void> {
    await tx.query(`update answer_link set used_at = $2 where candidacy_id = $1`, [candidacyId, at]);
  }

  /** A link that is not used lives as long as the term of its offer. */
  async liveAsLongAsOffers(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    await tx.query(
      `update answer_link l set expires_at = s.answer_until from seat s
       where s.candidacy_id = l.candidacy_id and l.candidacy_id = any($1::uuid[]) and l.used_at is null and s.answer_until is not null`,
      [candidacyIds],
    );
  }
}
