import * as fc from 'fast-check';
import { checkMarks, type MarkableCandidacy, readMarks } from '../../../../src/decision/domain/read-marks';
import { showSingly } from '../../../../src/decision/domain/show-singly';

const OUTCOMES = ['pass', 'fail', 'undetermined', null] as const;
const list: MarkableCandidacy[] = OUTCOMES.map((outcome, i) => ({ candidacyId: `${i}`, number: `36-000${i}`, status: 'open', outcome, revision: outcome && 0, rowHash: outcome && `hash${i}` }));
const mark = (candidacyId: string, outcome: 'pass' | 'fail' | 'no-show', reason: string | null = null) => ({ candidacyId, outcome, reason, rowHash: list[Number(candidacyId)]?.rowHash ?? null });
const codes = (faults: readonly { pointer: string; code: string }[]): string[] => faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('marks', () => {
  it('decide those marked and nobody else', () => {
    const { decisions, faults } = readMarks(list, [mark('0', 'pass'), mark('1', 'pass', 'COMMISSION_DECIDED'), mark('3', 'no-show', 'DID_NOT_COME')]);
    expect(faults).toEqual([]);
    expect(decisions.map(({ candidacyId, event, reason }) => [candidacyId, event, reason])).toEqual([
      ['0', 'decided:pass', null], ['1', 'decided:pass', 'COMMISSION_DECIDED'], ['3', 'decided:no-show', 'DID_NOT_COME'],
    ]);
    expect(readMarks(list, []).decisions).toEqual([]);
  });

  it.each([
    ['otherwise than proposed without a reason', [mark('0', 'fail')], ['/items/0 REASON_NEEDED']],
    ['what the engine left open without a reason', [mark('0', 'pass'), mark('2', 'pass')], ['/items/1 REASON_NEEDED']],
    ['as proposed with a reason', [mark('0', 'pass', 'COMMISSION_DECIDED')], ['/items/0 DEPARTURE_AGREES_WITH_VERDICT']],
    ['one twice', [mark('0', 'pass'), mark('0', 'fail', 'COMMISSION_DECIDED')], ['/items/1 DEPARTURE_TWICE']],
    ['a stranger', [mark('9', 'pass'), mark('8', 'pass', 'COMMISSION_DECIDED')], ['/items/0 NOT_ON_LIST', '/items/1 NOT_ON_LIST']],
    ['one who is still being computed', [mark('3', 'pass', 'COMMISSION_DECIDED')], ['/items/0 NO_VERDICT']],
  ])('are refused: %s', (_, marks, expected) => {
    expect(codes(readMarks(list, marks).faults)).toEqual(expected);
  });

  it('made beside another proposal are stale', () => {
    const changed = list.map((one) => (one.candidacyId === '1' ? { ...one, rowHash: 'other' } : one));
    expect(checkMarks(changed, [mark('0', 'pass'), mark('1', 'fail')], new Set())).toEqual({ decisions: [], faults: [{ pointer: '/items/1', code: 'VERDICT_CHANGED', params: { number: '36-0001' } }] });
    expect(codes(checkMarks(list, [mark('0', 'pass')], new Set(['0'])).faults)).toEqual(['/items/0 VERDICT_BEING_RENEWED']);
    expect(checkMarks(list, [mark('0', 'pass'), mark('1', 'fail')], new Set()).decisions).toHaveLength(2);
  });
});

describe('who is shown one by one', () => {
  const line = fc.record({ decided: fc.constantFrom('pass' as const, 'fail' as const, 'no-show' as const), proposed: fc.constantFrom(...OUTCOMES), score: fc.option(fc.nat({ max: 50 })) });
  const lines = fc.array(line, { maxLength: 30 }).map((all) => all.map((one, i) => ({ ...one, candidacyId: `${i}`, number: `36-${String(i).padStart(4, '0')}` })));

  it('is everybody rejected, everybody decided otherwise, and everybody at the lowest score that passes', () => {
    fc.assert(fc.property(lines, (all) => {
      const shown = new Map(showSingly(all).map(({ candidacyId, why }) => [candidacyId, why]));
      const lowest = Math.min(...all.flatMap(({ decided, score }) => (decided === 'pass' && score !== null ? [score] : [])));
      for (const { candidacyId, decided, proposed, score } of all) {
        const must = decided !== 'pass' || proposed !== 'pass' || (score !== null && score === lowest);
        expect(shown.has(candidacyId)).toBe(must);
      }
    }));
  });

  it('says why', () => {
    const all = [['pass', 'pass', 7], ['pass', 'pass', 5], ['fail', 'fail', 3], ['pass', 'fail', 4], ['pass', 'undetermined', 9]] as const;
    expect(showSingly(all.map(([decided, proposed, score], i) => ({ candidacyId: `${i}`, number: `36-000${i}`, decided, proposed, score }))).map(({ why }) => why)).toEqual(['rejected', 'departure', 'undetermined']);
    expect(showSingly(all.slice(0, 3).map(([decided, proposed, score], i) => ({ candidacyId: `${i}`, number: `36-000${i}`, decided, proposed, score }))).map(({ why }) => why)).toEqual(['boundary', 'rejected']);
  });
});
