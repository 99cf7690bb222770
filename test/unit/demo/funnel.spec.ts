import { toJson, toTable } from '../../../src/demo/funnel';
import type { DemoResult } from '../../../src/demo/funnel';

const result: DemoResult = {
  nominated: 10, seats: 3, enrolled: 3, declined: 1, replaced: 1, regions: 2, cutOff: '51.25', digest: 'abc', seconds: 1.2,
  stages: [{ key: 'tenure', entered: 10, passed: 7, failed: 2, exited: 1, open: 0, reserve: 0, computed: { total: 10, open: 0, attention: 0 } }],
  losses: new Map([['tenure', new Map([['AGE_ABOVE', 1], ['TENURE_SHORT', 2]])]]),
  tie: { contenders: 16, places: 9 },
  whatIfs: [{ title: 'без минимумов', entered: 4, left: 5, filled: 160, lacking: 1, lowest: '50.5', territories: 81 }],
  streams: { sizes: [81, 80], imbalance: 7, least: 7 },
};

describe('what a run prints', () => {
  it('is one JSON line with nothing but the promised fields', () => {
    expect(JSON.parse(toJson(result))).toEqual({
      nominated: 10, stages: [{ key: 'tenure', entered: 10, passed: 7, failed: 2, exited: 1, open: 0 }],
      seats: 3, enrolled: 3, declined: 1, replaced: 1, digest: 'abc', seconds: 1.2,
    });
    expect(toJson(result)).not.toContain('\n');
  });

  it('is a table with losses, the most frequent first, regions, cut-off and digest', () => {
    const table = toTable(result);
    expect(table.indexOf('TENURE_SHORT')).toBeLessThan(table.indexOf('AGE_ABOVE'));
    expect(table).toMatch(/tenure\s+10\s+7\s+2\s+1\s+0/);
    expect(table).toContain('Представлено регионов: 2');
    expect(table).toContain('Проходной балл: 51.25 (равных на границе 16, мест для них 9)');
    expect(table).toContain('Дайджест: abc');
    expect(table).toContain('Потоки: 81 + 80; неравномерность 7, наименьшая возможная 7');
  });

  it('compares scenarios in a line each, and says nothing of them where none was played', () => {
    expect(toTable(result)).toMatch(/без минимумов\s+4\s+5\s+160\s+1\s+50\.5\s+81\n/);
    expect(toTable({ ...result, whatIfs: [], streams: null })).not.toMatch(/Что, если|Потоки/);
  });
});
