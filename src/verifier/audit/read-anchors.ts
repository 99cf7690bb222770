import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Where a chain stood when the anchor was signed. */
export interface Anchor {
  readonly seq: number;
  /** Lines of all events up to that seal. */
  readonly count: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface Anchors {
  /** By chain, in the order of seals. */
  readonly of: ReadonlyMap<string, readonly Anchor[]>;
  readonly lines: number;
  /** When the last one was signed; null: there is none. */
  readonly lastAt: string | null;
  /** The first line of the file that does not fit, counted from 1. */
  readonly fault: { readonly line: number; readonly code: 'ANCHOR_FORGED' | 'ANCHOR_LINE_MISSING' | 'ANCHOR_UNREADABLE' } | null;
}

interface Line {
  readonly at: string;
  readonly chains: readonly (readonly [chain: string, seq: number, count: number, hash: string])[];
  readonly previous: string;
  readonly signature: string;
}

/** SubjectPublicKeyInfo before the 32 bytes of an Ed25519 key (RFC 8410, section 4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const NOTHING_BEFORE = '0'.repeat(64);

/** The public key by its 32 bytes in base64, as an installation publishes it. Throws where they are none. */
export function publicKeyOf(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 32) throw new TypeError('a public key is 32 bytes in base64');
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
}

/** The public key as it is published: 32 bytes in base64. */
export function textOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64');
}

/**
 * Reads an anchor file line by line: each signed by the key, each naming the one before. A line that cannot be read was
 * left half by a crash if the next one names it; nothing is taken from it.
 */
export async function readAnchors(file: string, key: KeyObject): Promise<Anchors> {
  const of = new Map<string, Anchor[]>();
  let [previous, lines, lastAt]: [string, number, string | null] = [NOTHING_BEFORE, 0, null];
  let half = false;
  const ended = (code: NonNullable<Anchors['fault']>['code']): Anchors => ({ of, lines, lastAt, fault: { line: lines, code } });
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    lines++;
    const line = parse(text);
    if (line) {
      if (line.previous !== previous) return ended('ANCHOR_LINE_MISSING');
      const { at, chains } = line;
      if (!verify(null, Buffer.from(JSON.stringify({ at, chains, previous }), 'utf8'), key, Buffer.from(line.signature, 'base64'))) return ended('ANCHOR_FORGED');
      lastAt = at;
      for (const [chain, seq, count, hash] of chains) {
        const known = of.get(chain) ?? [];
        of.set(chain, known);
        known.push({ seq, count, hash });
      }
    }
    half = !line;
    previous = createHash('sha256').update(text, 'utf8').digest('hex');
  }
  for (const anchors of of.values()) anchors.sort((a, b) => a.seq - b.seq);
  return half ? ended('ANCHOR_UNREADABLE') : { of, lines, lastAt, fault: null };
}

function parse(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    return line && typeof line.at === 'string' && Array.isArray(line.chains) && typeof line.previous === 'string' && typeof line.signature === 'string' ? (line as Line) : null;
  } catch {
    return null;
  }
}
