import fc from 'fast-check';
import { assignAssessors, type AssignedPanels } from '../../../../src/assessment/domain/assign-assessors';
import type { Panel } from '../../../../src/campaign/domain/policy';
import type { Judged, PoolMember } from '../../../../src/assessment/domain/draft-panels';

const candidacy = (candidacyId: string, conflicts: Record<string, string> = {}, assigned: string[] = []): Omit<Judged, 'seats'> =>
  ({ candidacyId, conflicts: new Map(Object.entries(conflicts)), assigned });
/** Everybody's panel of the size of the policy. */
const assign = (panel: Pick<Panel, 'size' | 'design'>, judged: readonly Omit<Judged, 'seats'>[], pool: readonly PoolMember[]): AssignedPanels =>
  assignAssessors(panel, judged.map((one) => ({ ...one, seats: panel.size })), pool);
const assessor = (assessorId: string, most: number | null = null, load = 0): PoolMember => ({ assessorId, most, load });
const assessors = (count: number, most: number | null = null): PoolMember[] => Array.from({ length: count }, (_, i) => assessor(`a${i}`, most));

function panelsOf({ sheets }: AssignedPanels): string[][] {
  const panels = new Map<string, string[]>();
  for (const { candidacyId, assessorId } of sheets) panels.set(candidacyId, [...(panels.get(candidacyId) ?? []), assessorId]);
  return [...panels.values()];
}

/** 565 people of 89 regions, 40 assessors of 40 of them. */
function school(): { judged: Omit<Judged, 'seats'>[]; pool: PoolMember[] } {
  const judged = Array.from({ length: 565 }, (_, i): Omit<Judged, 'seats'> => {
    const region = i % 89;
    return candidacy(`c${i}`, region < 40 ? { [`a${region}`]: 'same-region' } : {});
  });
  return { judged, pool: assessors(40) };
}

describe('assigning assessors', () => {
  it('gives 565 candidates three of 40 assessors: loads differ by at most one, no conflict, everybody comparable', () => {
    const { judged, pool } = school();
    const result = assign({ size: 3, design: 'linked' }, judged, pool);
    const loads = result.loads.map(({ load }) => load);
    expect(result.unserved).toEqual([]);
    expect(result.sheets).toHaveLength(1695);
    expect(Math.max(...loads) - Math.min(...loads)).toBe(1);
    expect(result.linkedGroups).toBe(1);
    const conflicts = new Map(judged.map((one) => [one.candidacyId, one.conflicts]));
    expect(result.sheets.filter(({ candidacyId, assessorId }) => conflicts.get(candidacyId)!.has(assessorId))).toEqual([]);
    for (const panel of panelsOf(result)) expect(new Set(panel).size).toBe(3);
  });

  it('mixes assessors: nearly every two of the 40 share a candidate', () => {
    const { judged, pool } = school();
    const pairs = new Set<string>();
    for (const panel of panelsOf(assign({ size: 3, design: 'linked' }, judged, pool))) {
      for (const a of panel) for (const b of panel) if (a < b) pairs.add(`${a} ${b}`);
    }
    expect(pairs.size).toBeGreaterThan(0.9 * (40 * 39) / 2);
  });

  it('names who cannot be served and why, and serves the others', () => {
    const judged = [candidacy('c0', { a0: 'same-region', a1: 'declared' }), candidacy('c1')];
    const { unserved, sheets } = assign({ size: 2, design: 'linked' }, judged, assessors(3));
    expect(unserved).toEqual([{ candidacyId: 'c0', missing: 1, barred: { 'same-region': 1, declared: 1 }, busy: 0 }]);
    expect(sheets).toHaveLength(3);
  });

  it('says who has as many sheets as he may', () => {
    const { unserved } = assign({ size: 1, design: 'separate' }, [candidacy('c0'), candidacy('c1')], [assessor('a0', 1)]);
    expect(unserved).toEqual([{ candidacyId: 'c1', missing: 1, barred: {}, busy: 1 }]);
  });

  it('frees somebody by handing a sheet over when everybody who may judge is full', () => {
    const judged = [candidacy('c0'), candidacy('c1', { a1: 'declared' })];
    const { unserved, sheets } = assign({ size: 1, design: 'separate' }, judged, [assessor('a0', 1), assessor('a1', 1)]);
    expect(unserved).toEqual([]);
    expect(sheets).toEqual([{ candidacyId: 'c0', assessorId: 'a1' }, { candidacyId: 'c1', assessorId: 'a0' }]);
  });

  it('leaves those who have a sheet already where they are', () => {
    const { sheets, loads } = assign({ size: 2, design: 'linked' }, [candidacy('c0', {}, ['a0'])], assessors(3));
    expect(sheets).toEqual([{ candidacyId: 'c0', assessorId: 'a1' }]);
    expect(loads.map(({ load }) => load)).toEqual([1, 1, 0]);
  });

  it('counts sheets of other candidacies', () => {
    const { sheets } = assign({ size: 1, design: 'separate' }, [candidacy('c0')], [assessor('a0', null, 5), assessor('a1', null, 2)]);
    expect(sheets).toEqual([{ candidacyId: 'c0', assessorId: 'a1' }]);
  });

  it('gives one panel to everybody when the policy wants the same panel', () => {
    const judged = [candidacy('c0', { a0: 'declared' }), candidacy('c1'), candidacy('c2')];
    const result = assign({ size: 2, design: 'same-panel' }, judged, assessors(4));
    expect(panelsOf(result)).toEqual([['a1', 'a2'], ['a1', 'a2'], ['a1', 'a2']]);
  });

  it('joins panels that would share nobody, without changing a load', () => {
    const judged = [candidacy('c0'), candidacy('c1'), candidacy('c2')];
    const pool = [assessor('b0', null, 2), assessor('b1', null, 2), assessor('a0'), assessor('a1')];
    const apart = assign({ size: 2, design: 'separate' }, judged, pool);
    const linked = assign({ size: 2, design: 'linked' }, judged, pool);
    expect(panelsOf(apart)).toEqual([['a0', 'a1'], ['a0', 'a1'], ['b0', 'b1']]);
    expect([apart.linkedGroups, linked.linkedGroups]).toEqual([2, 1]);
    expect(linked.loads).toEqual(apart.loads);
  });

  it('puts an expert on every panel that may have one, names the others, and lets loads differ by at most one', () => {
    // Half of the pool knows each of two categories, so a third of the places never overloads anybody.
    const pools = fc.integer({ min: 3, max: 6 }).map((half) => assessors(2 * half));
    fc.assert(fc.property(pools, fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 60 }), fc.constantFrom('linked' as const, 'separate' as const), (pool, categories, design) => {
      const expertsIn = (category: number): Set<string> => new Set(pool.flatMap(({ assessorId }, i) => (i % 2 === category ? assessorId : [])));
      const judged = categories.map((category, i) => ({ ...candidacy(`c${i}`), seats: 3, experts: expertsIn(category) }));
      const { sheets, loads, withoutExpert, unserved } = assignAssessors({ size: 3, design }, judged, pool);
      expect([sheets.length, unserved]).toEqual([3 * judged.length, []]);
      expect(withoutExpert).toEqual(judged.filter(({ experts }) => experts.size === 0).map(({ candidacyId }) => candidacyId));
      for (const { candidacyId, experts } of judged) {
        const members = sheets.filter((sheet) => sheet.candidacyId === candidacyId).map(({ assessorId }) => assessorId);
        expect([new Set(members).size, members.some((id) => experts.has(id))]).toEqual([3, experts.size > 0]);
      }
      expect(Math.max(...loads.map(({ load }) => load)) - Math.min(...loads.map(({ load }) => load))).toBeLessThanOrEqual(1);
    }));
  });

  it('asks no expert beyond the panel, nor one in conflict, and is content with one who is there', () => {
    const experts = new Set(['a0', 'a1']);
    const ask = (one: Partial<Judged>): AssignedPanels => assignAssessors({ size: 2, design: 'linked' }, [{ ...candidacy('c0'), seats: 2, experts, ...one }], assessors(4));
    expect(ask({ assigned: ['a2', 'a3'] })).toMatchObject({ sheets: [], withoutExpert: ['c0'] });
    expect(ask({ conflicts: new Map([['a0', 'declared'], ['a1', 'declared']]) })).toMatchObject({ sheets: [{ assessorId: 'a2' }, { assessorId: 'a3' }], withoutExpert: ['c0'] });
    expect(ask({ assigned: ['a1'] })).toMatchObject({ sheets: [{ candidacyId: 'c0' }], withoutExpert: [] });
  });

  const small = fc.record({
    size: fc.integer({ min: 1, max: 2 }),
    limits: fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 4 }),
    barred: fc.array(fc.array(fc.nat(3), { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  });

  it('serves as many places as possible and spreads them as evenly as possible (every assignment tried)', () => {
    fc.assert(fc.property(small, ({ size, limits, barred }) => {
      const pool = limits.map((most, i) => assessor(`a${i}`, most));
      const judged = barred.map((ids, i) => candidacy(`c${i}`, Object.fromEntries(ids.map((id) => [`a${id}`, 'declared']))));
      const { sheets, loads } = assign({ size, design: 'separate' }, judged, pool);
      const best = bestOf(size, judged, pool);
      expect(sheets).toHaveLength(best.places);
      if (best.full) expect(loads.reduce((sum, { load }) => sum + load * load, 0)).toBe(best.squares);
    }), { numRuns: 1000 });
  });

  it('never breaks a conflict or a limit, and gives the same again', () => {
    fc.assert(fc.property(small, fc.constantFrom('linked' as const, 'separate' as const, 'same-panel' as const), ({ size, limits, barred }, design) => {
      const pool = limits.map((most, i) => assessor(`a${i}`, most));
      const judged = barred.map((ids, i) => candidacy(`c${i}`, Object.fromEntries(ids.map((id) => [`a${id}`, 'declared']))));
      const result = assign({ size, design }, judged, pool);
      for (const { candidacyId, assessorId } of result.sheets) expect(judged.find((one) => one.candidacyId === candidacyId)!.conflicts.has(assessorId)).toBe(false);
      result.loads.forEach(({ load }, i) => expect(load).toBeLessThanOrEqual(limits[i] ?? Infinity));
      expect(assign({ size, design }, judged, pool)).toEqual(result);
      const missing = result.unserved.reduce((sum, one) => sum + one.missing, 0);
      expect(result.sheets.length + missing).toBe(size * judged.length);
    }));
  });
});

/** The most places that can be filled and, among those ways, the least sum of squared loads. */
function bestOf(size: number, judged: readonly Omit<Judged, 'seats'>[], pool: readonly PoolMember[]): { places: number; squares: number; full: boolean } {
  let best = { places: -1, squares: Infinity };
  const load = pool.map(() => 0);
  const subsets = (limit: number): number[][] => {
    const all: number[][] = [[]];
    pool.forEach((_, i) => { for (const some of [...all]) if (some.length < limit) all.push([...some, i]); });
    return all;
  };
  const choices = subsets(size);
  const go = (i: number, places: number): void => {
    if (i === judged.length) {
      const squares = load.reduce((sum, each) => sum + each * each, 0);
      if (places > best.places || (places === best.places && squares < best.squares)) best = { places, squares };
      return;
    }
    for (const choice of choices) {
      if (choice.some((a) => judged[i]!.conflicts.has(pool[a]!.assessorId) || load[a]! >= (pool[a]!.most ?? Infinity))) continue;
      for (const a of choice) load[a]!++;
      go(i + 1, places + choice.length);
      for (const a of choice) load[a]!--;
    }
  };
  go(0, 0);
  return { ...best, full: best.places === size * judged.length };
}
