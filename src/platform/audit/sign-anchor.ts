import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** The end of a chain: its last seal, and how many lines all its events have. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  readonly count: number;
  readonly hash: Buffer;
}

/** PKCS #8 before the 32 bytes of an Ed25519 key (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signing key that the 32 configured bytes are. */
export function anchorKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/**
 * One line of the anchor file: where every chain that has grown stood at that moment. It names the line before by its hash,
 * so that no line can be taken out of the middle, and is signed by a key that the database does not know.
 */
export function signAnchor(key: KeyObject, { at, heads, previous }: { readonly at: string; readonly heads: readonly ChainHead[]; readonly previous: string }): string {
  const anchor = { at, chains: heads.map(({ chain, seq, count, hash }) => [chain, seq, count, hash.toString('hex')]), previous };
  const signature = sign(null, Buffer.from(JSON.stringify(anchor), 'utf8'), key).toString('base64');
  return JSON.stringify({ ...anchor, signature });
}

/** How the next line names this one. */
export function hashOfLine(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}
