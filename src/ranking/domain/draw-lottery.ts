import { createHash, createHmac } from 'node:crypto';

export interface LotteryDraw {
  /** SHA-256 of the seed, hex: what is published before the seed is known to anybody. */
  readonly commit: string;
  /** HMAC-SHA-256(seed, id), hex, by id. */
  readonly keys: Readonly<Record<string, string>>;
  /** Ids by ascending key: the first wins. */
  readonly order: readonly string[];
}

/** SHA-256 of a secret, hex. */
export function commitmentTo(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/**
 * The seed of a draw: what the organiser was bound to before the draw, a public value nobody knew then, and the campaign.
 * Neither the organiser nor whoever draws the public value can steer it alone.
 */
export function lotterySeed(secret: string, publicValue: string, campaignId: string): string {
  return [secret, publicValue, campaignId].join(' ');
}

/**
 * Puts ids into a random order that anybody can recompute and nobody could have steered (process of RFC 3797: publish
 * pool, algorithm and a future source of randomness first; its MD5 is replaced by HMAC-SHA-256, RFC 4231). A person's
 * key depends on the seed and his own id only, so adding or removing somebody never reorders the others. Seed and ids
 * are taken as UTF-8; ids are distinct.
 */
export function drawLottery(seed: string, ids: readonly string[]): LotteryDraw {
  const keyed = ids.map((id) => ({ id, key: createHmac('sha256', seed).update(id, 'utf8').digest('hex') }));
  const ascending = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return {
    commit: commitmentTo(seed),
    keys: Object.fromEntries(keyed.map(({ id, key }) => [id, key])),
    order: ascending.map(({ id }) => id),
  };
}
