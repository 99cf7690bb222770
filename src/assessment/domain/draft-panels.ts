/** A candidacy that needs a panel. */
export interface Judged {
  readonly candidacyId: string;
  /** Places on its panel: the policy's size, one more where the marks are disputed. */
  readonly seats: number;
  /** Assessors who may not judge it, each with the kind of conflict of interest. */
  readonly conflicts: ReadonlyMap<string, string>;
  /** Assessors who have it already: they stay, and count towards the panel. */
  readonly assigned: readonly string[];
  /** Assessors of whom one is wanted on its panel; absent where the policy wants none. */
  readonly experts?: ReadonlySet<string>;
}

/** Somebody who may mark. */
export interface PoolMember {
  readonly assessorId: string;
  /** Sheets at most; null = no limit. */
  readonly most: number | null;
  /** Sheets of candidacies that are not asked about. */
  readonly load: number;
}

export interface NewSheet {
  readonly candidacyId: string;
  readonly assessorId: string;
}

/** Groups of candidacies and assessors joined by sheets. */
interface Groups {
  readonly count: number;
  readonly ofAssessor: (assessor: number) => number;
  /** Places that could be taken away without splitting a group. */
  readonly spare: readonly Place[];
}

/** A place on a panel; candidacies and assessors are numbers here. */
interface Place {
  readonly judged: number;
  readonly assessor: number;
}

/** How a search came to an assessor: by a sheet that somebody would hand over. */
interface Handover {
  readonly from: number;
  readonly judged: number;
}

/**
 * Panels while they are made. A place on a panel is a unit of flow from a candidacy to an assessor, whose cost grows with
 * the square of the load: that flow has the least cost exactly when no chain of handovers leads from an assessor to one
 * with two sheets fewer (optimal semi-matchings: Harvey, Ladner, Lovász, Tamir, J. Algorithms 59, 2006). Then the greatest
 * load is least too.
 */
export class DraftPanels {
  private readonly load: number[];
  /** Whom each candidacy may not be given: in conflict or on its panel. New places also stand in `placed`. */
  private readonly closed: Set<number>[];
  private readonly placed: Set<number>[];
  private readonly panel: Set<number>[];
  private readonly held: Set<number>[];
  /** How many candidacies two assessors share. */
  private readonly shared: Int32Array;

  constructor(private readonly judged: readonly Judged[], private readonly pool: readonly PoolMember[]) {
    const numberOf = new Map(pool.map(({ assessorId }, i) => [assessorId, i]));
    const numbers = (ids: Iterable<string>): number[] => [...ids].flatMap((id) => numberOf.get(id) ?? []);
    this.load = pool.map(({ load }) => load);
    this.held = pool.map(() => new Set());
    this.placed = judged.map(() => new Set());
    this.shared = new Int32Array(pool.length * pool.length);
    this.closed = judged.map(({ conflicts }) => new Set(numbers(conflicts.keys())));
    this.panel = judged.map(() => new Set());
    judged.forEach(({ assigned }, i) => {
      for (const assessor of numbers(assigned)) this.join(i, assessor);
    });
  }

  /** Places so many assessors more on a panel, as far as there is anybody who can be given or freed for it. */
  fill(judged: number, places: number): void {
    for (let i = 0; i < places; i++) {
      const assessor = this.leastLoaded(judged) ?? this.freeFor(judged);
      if (assessor === null) return;
      this.placed[judged]!.add(assessor);
      this.held[assessor]!.add(judged);
      this.join(judged, assessor);
    }
  }

  /** Hands sheets over along chains until no assessor can be relieved in favour of one with two sheets fewer. */
  even(): void {
    for (let relieved = true; relieved;) {
      relieved = false;
      const settled = new Set<number>();
      for (const from of this.pool.map((_, i) => i).sort((a, b) => this.load[b]! - this.load[a]!)) {
        if (settled.has(from)) continue;
        const { to, reached, ways } = this.search([from], (assessor) => this.isFree(assessor) && this.load[assessor]! <= this.load[from]! - 2);
        if (to === null) for (const assessor of reached) settled.add(assessor);
        else {
          this.handOver(to, ways);
          relieved = true;
        }
      }
    }
  }

  /** Joins groups by exchanging a spare place against a place of another group: every load stays as it is. */
  link(): void {
    for (let groups = this.groups(); groups.count > 1; groups = this.groups()) {
      if (!groups.spare.some((spare) => this.exchange(spare, groups))) return;
    }
  }

  groups(): Groups {
    const parent = Array.from({ length: this.pool.length + this.judged.length }, (_, i) => i);
    const root = (i: number): number => {
      while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
      return i;
    };
    const spare: Place[] = [];
    let count = new Set(this.panel.flatMap((members) => [...members])).size + this.panel.filter(({ size }) => size).length;
    this.panel.forEach((members, judged) => {
      // Places that may not be exchanged come first, so that the spare ones are found among the others.
      const places = [...members].sort((a, b) => Number(this.placed[judged]!.has(a)) - Number(this.placed[judged]!.has(b)));
      for (const assessor of places) {
        const [a, b] = [root(assessor), root(this.pool.length + judged)];
        if (a !== b) {
          parent[a] = b;
          count--;
        } else if (this.placed[judged]!.has(assessor)) spare.push({ judged, assessor });
      }
    });
    return { count, ofAssessor: root, spare };
  }

  placesOf(judged: number): number {
    return this.placed[judged]!.size;
  }

  membersOf(judged: number): Set<string> {
    return new Set([...this.panel[judged]!].map((assessor) => this.pool[assessor]!.assessorId));
  }

  get sheets(): NewSheet[] {
    return this.judged.flatMap(({ candidacyId }, i) =>
      [...this.placed[i]!].sort((a, b) => a - b).map((assessor) => ({ candidacyId, assessorId: this.pool[assessor]!.assessorId })));
  }

  get loads(): { assessorId: string; load: number }[] {
    return this.pool.map(({ assessorId }, i) => ({ assessorId, load: this.load[i]! }));
  }

  private join(judged: number, assessor: number): void {
    for (const member of this.panel[judged]!) this.meet(member, assessor, 1);
    this.panel[judged]!.add(assessor);
    this.load[assessor]!++;
  }

  private meet(a: number, b: number, times: number): void {
    this.shared[a * this.pool.length + b]! += times;
    this.shared[b * this.pool.length + a]! += times;
  }

  private mayJoin(judged: number, assessor: number): boolean {
    return !this.closed[judged]!.has(assessor) && !this.panel[judged]!.has(assessor);
  }

  private isFree(assessor: number): boolean {
    const { most } = this.pool[assessor]!;
    return most === null || this.load[assessor]! < most;
  }

  /** Of those who may join and have room the one with the fewest sheets, then with the fewest candidacies shared with the panel. */
  private leastLoaded(judged: number): number | null {
    const members = [...this.panel[judged]!];
    let best: { assessor: number; load: number; shared: number } | null = null;
    for (let assessor = 0; assessor < this.pool.length; assessor++) {
      const load = this.load[assessor]!;
      if ((best && load > best.load) || !this.isFree(assessor) || !this.mayJoin(judged, assessor)) continue;
      const shared = members.reduce((sum, member) => sum + this.shared[member * this.pool.length + assessor]!, 0);
      if (!best || load < best.load || shared < best.shared) best = { assessor, load, shared };
    }
    return best?.assessor ?? null;
  }

  /** Everybody who may join has all the sheets he may: one of them is relieved by handovers. */
  private freeFor(judged: number): number | null {
    const full = this.pool.map((_, i) => i).filter((assessor) => this.mayJoin(judged, assessor));
    const { to, ways } = this.search(full, (assessor) => this.isFree(assessor));
    return to === null ? null : this.handOver(to, ways);
  }

  /** Breadth first from these assessors, over sheets that one could hand to another, to the first who is `wanted`. */
  private search(from: readonly number[], wanted: (assessor: number) => boolean): { to: number | null; reached: Set<number>; ways: Map<number, Handover> } {
    const reached = new Set(from);
    const ways = new Map<number, Handover>();
    for (const giver of reached) {
      for (const judged of this.held[giver]!) {
        for (let taker = 0; taker < this.pool.length; taker++) {
          if (reached.has(taker) || !this.mayJoin(judged, taker)) continue;
          reached.add(taker); // a set is read on while it grows: it is the queue of the search
          ways.set(taker, { from: giver, judged });
          if (wanted(taker)) return { to: taker, reached, ways };
        }
      }
    }
    return { to: null, reached, ways };
  }

  /** Walks the chain back to its first assessor, who is relieved of one sheet. */
  private handOver(to: number, ways: ReadonlyMap<number, Handover>): number {
    let taker = to;
    for (let way = ways.get(taker); way; way = ways.get(taker)) {
      this.give({ judged: way.judged, assessor: way.from }, taker);
      taker = way.from;
    }
    return taker;
  }

  private give({ judged, assessor }: Place, taker: number): void {
    this.placed[judged]!.delete(assessor);
    this.panel[judged]!.delete(assessor);
    this.held[assessor]!.delete(judged);
    this.load[assessor]!--;
    for (const member of this.panel[judged]!) this.meet(member, assessor, -1);
    this.placed[judged]!.add(taker);
    this.held[taker]!.add(judged);
    this.join(judged, taker);
  }

  private exchange(spare: Place, { ofAssessor }: Groups): boolean {
    for (let other = 0; other < this.pool.length; other++) {
      if (ofAssessor(other) === ofAssessor(spare.assessor) || !this.mayJoin(spare.judged, other)) continue;
      for (const judged of this.held[other]!) {
        if (!this.mayJoin(judged, spare.assessor)) continue;
        this.give(spare, other);
        this.give({ judged, assessor: other }, spare.assessor);
        return true;
      }
    }
    return false;
  }
}
