import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { GuessLimit } from '../platform/http/guess-limit';
import { newId } from '../platform/new-id';
import { CandidateLinkRepository, type FoundLink, type LinkPurpose } from './candidate-link.repository';

export type { FoundLink };

/** A link for one candidate. The page reads the token from the part of its address that a browser sends to nobody. */
export interface IssuedLink {
  readonly candidacyId: string;
  readonly number: string;
  readonly token: string;
  readonly page: string;
  readonly expiresAt: string;
}

/** For whom a link is, about what, and until when. */
export interface LinkWish {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly decisionId?: string;
  readonly expiresAt: Date;
}

/** A stored answer carries the tokens sealed only: no token is ever stored open. */
export interface SealedLinks {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly links: string;
}

const place = (id: string, column: string): Place => ({ table: 'idempotent_answer', column, rowId: id });

/**
 * One-time links by which candidates act for themselves without an account: 256 random bits each, of which the database
 * keeps the SHA-256 only. Wrong, used, expired and another's are one and the same refusal; who guesses is slowed down.
 */
@Injectable()
export class CandidateLinkService {
  private readonly guesses = new GuessLimit();

  constructor(
    private readonly links: CandidateLinkRepository,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Issues links; a further one for the same candidacy and purpose ends the one before. `page` is the address they are opened at. */
  async issue(tx: Tx, campaignId: string, policyVersion: number, purpose: LinkPurpose, page: string, wishes: readonly LinkWish[]): Promise<SealedLinks> {
    const tokens = wishes.map(() => randomBytes(32).toString('base64url'));
    await this.links.issue(tx, campaignId, purpose, wishes.map(({ candidacyId, stage, decisionId = null, expiresAt }, i) => ({ candidacyId, stage, decisionId, expiresAt, hash: hashOf(tokens[i]!).toString('hex') })), this.clock.now());
    const id = newId();
    await tx.audit({ action: 'link.issued', chain: campaignId, subject: id, policyVersion, lines: wishes.length, digest: digestOf(wishes.map(({ candidacyId }) => candidacyId)) });
    return this.seal(id, wishes.map(({ candidacyId, number, expiresAt }, i) => ({ candidacyId, number, token: tokens[i]!, page: `${page}#${tokens[i]!}`, expiresAt: expiresAt.toISOString() })));
  }

  /** The links with their tokens, for the one answer that carries them. */
  open({ id, key, version, links }: SealedLinks): IssuedLink[] {
    const dataKey = this.cipher.openKey(place(id, 'links-key'), Buffer.from(key, 'base64'), version);
    return JSON.parse(this.cipher.open(dataKey, place(id, 'links'), Buffer.from(links, 'base64'))) as IssuedLink[];
  }

  /**
   * The link behind a token, and what it is about as `about` finds it; null from `about` is a link that cannot be used.
   * 404 `LINK_ABSENT`, 429 `TOO_MANY_GUESSES`.
   */
  async require<About>(tx: Tx, purpose: LinkPurpose, token: string | null, address: string, about: (link: FoundLink) => Promise<About | null>): Promise<{ readonly link: FoundLink; readonly about: About }> {
    const now = this.clock.now();
    this.guesses.require(address, now);
    const link = token === null ? null : await this.links.find(tx, purpose, hashOf(token), now);
    const found = link && (await about(link));
    if (link && found !== null) return { link, about: found };
    this.guesses.count(address, now);
    throw linkAbsent();
  }

  /** Uses the link up, once. 404 `LINK_ABSENT` where somebody else just did. */
  async use(tx: Tx, purpose: LinkPurpose, token: string): Promise<void> {
    if (!(await this.links.use(tx, purpose, hashOf(token), this.clock.now()))) throw linkAbsent();
  }

  /** Links that are not used live as long as what they are for. */
  async live(tx: Tx, purpose: LinkPurpose, lives: readonly { readonly candidacyId: string; readonly until: Date }[]): Promise<void> {
    await this.links.live(tx, purpose, lives);
  }

  private seal(id: string, links: readonly IssuedLink[]): SealedLinks {
    const key = this.cipher.createKey(place(id, 'links-key'));
    return { id, key: key.wrapped.toString('base64'), version: key.version, links: this.cipher.seal(key, place(id, 'links'), JSON.stringify(links)).toString('base64') };
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** One refusal for a link that is wrong, used, expired or another's: it tells nothing of which. */
export function linkAbsent(): DomainError {
  return new DomainError('absent', 'LINK_ABSENT', 'There is no such link, or it cannot be used any more.');
}
