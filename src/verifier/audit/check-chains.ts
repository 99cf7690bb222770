import { createHash } from 'node:crypto';
import type { Anchor } from './read-anchors';

/** A seal with one line of its event, as PostgreSQL writes them; the line's fields are null where the seal has none. */
export interface SealedLine {
  readonly chain: string;
  readonly seq: string;
  readonly tx: string;
  readonly count: number;
  readonly hash: string;
  readonly n: number | null;
  readonly eventChain: string | null;
  /** Microseconds since 1970. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly policyVersion: number | null;
  readonly lines: number;
  readonly digest: string;
  readonly role: string | null;
  readonly request: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export type FaultCode = 'SEAL_MISSING' | 'EVENT_MISSING' | 'LINES_DIFFER' | 'EVENT_CHANGED' | 'ANCHOR_DIFFERS' | 'CHAIN_CUT' | 'EVENT_UNSEALED';

/** The first place where a chain is not what it was. */
export interface ChainFault {
  readonly chain: string;
  /** Null for an event that no seal covers. */
  readonly seq: number | null;
  /** Transaction of the event. */
  readonly tx: string | null;
  readonly code: FaultCode;
  /** Of a fault that only an anchor shows: everything up to this seal is as it was signed. */
  readonly soundUpTo?: number;
}

/**
 * Goes along the chains, line by line in the order of chain, seal and line, and keeps nothing but the seal before. The
 * hashes are computed here anew from the columns: nothing of the service or of the database's functions is believed.
 */
export class ChainCheck {
  readonly faults: ChainFault[] = [];
  chains = 0;
  events = 0;
  lines = 0;
  /** Seals behind the last anchor of their chain: rewriting them would not be seen. */
  notAnchored = 0;

  private chain: string | null = null;
  private seq = 0;
  private hash = '';
  private linesOfChain = 0;
  private faulty = false;
  private anchors: readonly Anchor[] = [];
  private reached = 0;
  private soundUpTo = 0;
  private event: SealedLine[] = [];

  constructor(private readonly anchorsOf: ReadonlyMap<string, readonly Anchor[]>) {}

  add(line: SealedLine): void {
    const before = this.event[0];
    if (before && (before.chain !== line.chain || before.seq !== line.seq)) this.closeEvent();
    this.event.push(line);
  }

  /** Call after the last line. Chains that are anchored and gone are faults too. */
  end(seen: ReadonlySet<string> | null = null): void {
    this.closeEvent();
    this.closeChain();
    for (const chain of this.anchorsOf.keys()) if (!(seen ?? this.seen).has(chain)) this.faults.push({ chain, seq: 1, tx: null, code: 'CHAIN_CUT', soundUpTo: 0 });
  }

  private readonly seen = new Set<string>();

  private closeEvent(): void {
    const [first] = this.event;
    if (!first) return;
    if (first.chain !== this.chain) this.beginChain(first.chain);
    const lines = first.n === null ? [] : this.event;
    const seq = Number(first.seq);
    const sealed = hashOf(this.hash, lines);
    if (seq !== this.seq + 1) this.fault('SEAL_MISSING', this.seq + 1, null);
    else if (!lines.length) this.fault('EVENT_MISSING', seq, first.tx);
    else if (lines.length !== first.count) this.fault('LINES_DIFFER', seq, first.tx);
    else if (sealed !== first.hash || lines[0]!.eventChain !== first.chain) this.fault('EVENT_CHANGED', seq, first.tx);
    this.events++;
    this.lines += lines.length;
    this.linesOfChain += lines.length;
    this.seq = seq;
    this.hash = first.hash;
    this.meetAnchors(first.tx);
    this.event = [];
  }

  private beginChain(chain: string): void {
    this.closeChain();
    this.chain = chain;
    this.seen.add(chain);
    this.chains++;
    this.anchors = this.anchorsOf.get(chain) ?? [];
    [this.seq, this.hash, this.linesOfChain, this.faulty, this.reached, this.soundUpTo] = [0, '', 0, false, 0, 0];
  }

  private meetAnchors(tx: string): void {
    for (let anchor = this.anchors[this.reached]; anchor && anchor.seq <= this.seq; anchor = this.anchors[++this.reached]) {
      if (anchor.seq === this.seq && anchor.hash === this.hash && anchor.count === this.linesOfChain) this.soundUpTo = this.seq;
      else this.fault('ANCHOR_DIFFERS', anchor.seq, anchor.seq === this.seq ? tx : null, this.soundUpTo);
    }
  }

  private closeChain(): void {
    if (this.chain === null) return;
    if (this.reached < this.anchors.length) this.fault('CHAIN_CUT', this.seq + 1, null, this.soundUpTo);
    this.notAnchored += this.seq - (this.anchors.at(-1)?.seq ?? 0) > 0 ? this.seq - (this.anchors.at(-1)?.seq ?? 0) : 0;
  }

  /** What follows the first fault of a chain follows from it. */
  private fault(code: FaultCode, seq: number, tx: string | null, soundUpTo?: number): void {
    if (!this.faulty) this.faults.push({ chain: this.chain!, seq, tx, code, ...(soundUpTo !== undefined && { soundUpTo }) });
    this.faulty = true;
  }
}

/** SHA-256 over the seal before and, of every line in its order, the hash of what it says. */
function hashOf(previous: string, lines: readonly SealedLine[]): string {
  const contents = createHash('sha256');
  for (const line of lines) contents.update(createHash('sha256').update(contentOf(line), 'utf8').digest());
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(contents.digest()).digest('hex');
}

/** The text that is sealed. No field can contain the separator. Fields that came later stand only where one of them is filled. */
function contentOf(line: SealedLine): string {
  const { tx, n, eventChain, at, actor, action, subject, reason, policyVersion, lines, digest, role, request, before, after } = line;
  const fields = [tx, n, eventChain, at, actor, action, subject ?? '', reason ?? '', policyVersion ?? 0, lines, digest];
  const later = [role, request, before, after].map((field) => field ?? '');
  return [...fields, ...(later.some((field) => field !== '') ? later : [])].join('|');
}
