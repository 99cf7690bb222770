import type { Assessor, Candidate } from '../../../src/demo/driver-state';
import { nominate } from '../../../src/demo/nominations';
import { panelsOf } from '../../../src/demo/panels';
import { REGIONS } from '../../../src/demo/regions';
import { Rest } from '../../../src/demo/rest';

const rest = new Rest('http://nowhere.invalid', '');
const pool: Assessor[] = Array.from({ length: 40 }, (_, ordinal) => (
  { ordinal, id: `assessor ${ordinal}`, name: '', token: '', rest, region: REGIONS[ordinal * 2]!.code }
));
const candidates: Candidate[] = nominate({ candidates: 400, seed: '1' }).map((nominee) => ({ nominee, candidacyId: String(nominee.index), number: String(nominee.index) }));

describe('panels of assessors', () => {
  const panels = panelsOf(candidates, pool, 3);

  it('have three different people, none of the candidate\'s region', () => {
    for (const { candidate, assessors } of panels) {
      expect(new Set(assessors.map(({ id }) => id)).size).toBe(3);
      expect(assessors.map(({ region }) => region)).not.toContain(candidate.nominee.region);
    }
  });

  it('share the work evenly', () => {
    const loads = pool.map((assessor) => panels.filter(({ assessors }) => assessors.includes(assessor)).length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(6);
  });

  it('are linked: from any assessor one comes to any other through candidates they share', () => {
    const reached = new Set([pool[0]!]);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const { assessors } of panels) if (assessors.some((one) => reached.has(one))) for (const one of assessors) reached.add(one);
    }
    expect(reached.size).toBe(pool.length);
  });

  it('are refused when too few come from outside', () => {
    expect(() => panelsOf(candidates, pool.slice(0, 2), 3)).toThrow('too few assessors');
  });
});
