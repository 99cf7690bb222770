import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** What a link is for: the answer to an offer of a seat, or an appeal against a published decision. */
export type LinkPurpose = 'answer' | 'appeal';

/** A link by its token's hash. */
export interface FoundLink {
  readonly candidacyId: string;
  readonly campaignId: string;
  readonly stage: string;
  /** The decision that may be objected to; null where the link is for an answer. */
  readonly decisionId: string | null;
  readonly number: string;
  readonly region: string;
  /** The campaign's name. */
  readonly campaign: string;
  readonly expiresAt: Date;
}

export interface NewLink {
  readonly candidacyId: string;
  readonly stage: string;
  readonly decisionId: string | null;
  /** SHA-256 of the token, hexadecimal. */
  readonly hash: string;
  readonly expiresAt: Date;
}

@Injectable()
export class CandidateLinkRepository {
  /** One link a candidacy and purpose: a new one takes the place of the one before. */
  async issue(tx: Tx, campaignId: string, purpose: LinkPurpose, links: readonly NewLink[], at: Date): Promise<void> {
    await tx.query(
      `insert into candidate_link (candidacy_id, purpose, campaign_id, nominator_id, stage, decision_id, token_hash, expires_at, issued_by, issued_at)
       select c.id, $2, c.campaign_id, c.nominator_id, l.stage, l."decisionId", decode(l.hash, 'hex'), l."expiresAt", $4, $5
       from jsonb_to_recordset($3::jsonb) as l ("candidacyId" uuid, stage text, "decisionId" uuid, hash text, "expiresAt" timestamptz) join candidacy c on c.id = l."candidacyId" and c.campaign_id = $1
       on conflict (candidacy_id, purpose) do update set stage = excluded.stage, decision_id = excluded.decision_id, token_hash = excluded.token_hash, expires_at = excluded.expires_at,
         issued_by = excluded.issued_by, issued_at = excluded.issued_at, used_at = null`,
      [campaignId, purpose, JSON.stringify(links), tx.actor.id, at],
    );
  }

  /** A link that can be used: not used or expired, of a campaign that runs. */
  async find(tx: Tx, purpose: LinkPurpose, hash: Buffer, now: Date): Promise<FoundLink | null> {
    const [row] = await tx.query<FoundLink>(
      `select l.candidacy_id as "candidacyId", l.campaign_id as "campaignId", l.stage, l.decision_id as "decisionId", c.number, c.region, p.name as campaign, l.expires_at as "expiresAt"
       from candidate_link l join candidacy c on c.id = l.candidacy_id join campaign p on p.id = l.campaign_id
       where l.token_hash = $1 and l.purpose = $2 and l.used_at is null and l.expires_at >= $3 and p.state = 'open'`,
      [hash, purpose, now],
    );
    return row ?? null;
  }

  /** Uses the link up; false: somebody has, or it has expired. */
  async use(tx: Tx, purpose: LinkPurpose, hash: Buffer, at: Date): Promise<boolean> {
    const rows = await tx.query(`update candidate_link set used_at = $3 where token_hash = $1 and purpose = $2 and used_at is null and expires_at >= $3 returning 1`, [hash, purpose, at]);
    return rows.length === 1;
  }

  /** Links that are not used live until another moment. */
  async live(tx: Tx, purpose: LinkPurpose, lives: readonly { readonly candidacyId: string; readonly until: Date }[]): Promise<void> {
    await tx.query(
      `update candidate_link l set expires_at = n.until from jsonb_to_recordset($2::jsonb) as n ("candidacyId" uuid, until timestamptz) where l.candidacy_id = n."candidacyId" and l.purpose = $1 and l.used_at is null`,
      [purpose, JSON.stringify(lives)],
    );
  }
}
