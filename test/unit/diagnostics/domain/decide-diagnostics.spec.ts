import type { Conclusion, DiagnosticsStage, Instrument, Norm } from '../../../../src/campaign/domain/policy';
import { checkResult } from '../../../../src/diagnostics/domain/check-result';
import type { DiagnosticsDecision } from '../../../../src/diagnostics/domain/decide-diagnostics';
import { decideDiagnostics } from '../../../../src/diagnostics/domain/decide-diagnostics';
import type { InstrumentResult } from '../../../../src/diagnostics/domain/diagnostics-facts';
import { readNorm } from '../../../../src/diagnostics/domain/read-norm';

const REFERENCE = '2026-03-01';
const TITLE = { ru: 'т', en: 't' };

function norm(scale: string, mean: string, sd: string, validFrom = '2020-01-01', group = 'managers'): Norm {
  return { by: 'formula', scale, group, validFrom, mean, sd };
}

const LPD: Instrument = {
  key: 'lpd', title: TITLE, version: '4', metric: 't', validMonths: 24,
  scales: ['leadership', 'analysis'].map((key) => ({ key, title: TITLE, rawMin: '0', rawMax: '100' })),
  norms: [
    norm('leadership', '50', '10'), norm('analysis', '40', '10'),
    norm('leadership', '60', '10', '2026-02-15'), norm('leadership', '30', '10', '2020-01-01', 'students'),
  ],
};

const STAGE: DiagnosticsStage = {
  key: 'diagnostics', kind: 'diagnostics', title: TITLE, battery: ['lpd'],
  period: { opensAt: '2026-04-21T00:00:00+03:00', closesAt: '2026-05-20T23:59:59+03:00' }, gate: { confirms: 'officer', publishes: 'same-person' },
  score: { parts: [{ instrument: 'lpd', scale: 'leadership', weight: '0.7' }, { instrument: 'lpd', scale: 'analysis', weight: '0.3' }] },
  minScore: { value: '55', inclusive: true }, conclusions: ['recommended', 'with-reservations'],
};

function result(about: Partial<InstrumentResult> = {}): InstrumentResult {
  return {
    instrument: 'lpd', takenOn: '2026-01-10', normGroup: 'managers',
    raw: { leadership: '60', analysis: '50' }, conclusion: 'recommended', ...about,
  };
}

function decide(results: readonly InstrumentResult[], stage: Partial<DiagnosticsStage> = {}, instruments = [LPD]): DiagnosticsDecision {
  return decideDiagnostics({ ...STAGE, ...stage }, instruments, REFERENCE, results);
}

function codes({ reasons }: DiagnosticsDecision): string[] {
  return reasons.map(({ code }) => code).filter((code) => code !== 'STANDARD_SCORE');
}

describe('readNorm', () => {
  it.each([
    ['leadership', 'managers', '2026-02-14', '2020-01-01'],
    ['leadership', 'managers', '2026-02-15', '2026-02-15'],
    ['leadership', 'students', '2030-01-01', '2020-01-01'],
    ['leadership', 'managers', '2019-12-31', undefined],
    ['leadership', 'heads', '2026-01-01', undefined],
    ['memory', 'managers', '2026-01-01', undefined],
  ])('%s of %s on %s is the norm of %s', (scale, group, on, validFrom) => {
    expect(readNorm(LPD, scale, group, on)?.validFrom).toBe(validFrom);
    expect(readNorm({ ...LPD, norms: LPD.norms.toReversed() }, scale, group, on)?.validFrom).toBe(validFrom);
  });
});

describe('score', () => {
  it('weighs standard scores exactly and keeps the norm of each', () => {
    const decision = decide([result()]);
    expect(decision).toMatchObject({
      outcome: 'pass', score: 600_000n, measures: { 'scale:lpd.leadership': 600_000, 'scale:lpd.analysis': 600_000 },
    });
    expect(decision.reasons[0]).toEqual({
      code: 'STANDARD_SCORE',
      params: {
        instrument: 'lpd', version: '4', scale: 'leadership', takenOn: '2026-01-10', raw: '60', metric: 't', standard: '60',
        normGroup: 'managers', normValidFrom: '2020-01-01',
      },
    });
    expect(codes(decision)).toEqual(['CONCLUSION_PASSES', 'SCORE_MET']);
  });

  it('uses the norm of the day the test was taken', () => {
    const later = decide([result({ takenOn: '2026-02-20' })]);
    expect(later.measures).toEqual({ 'scale:lpd.leadership': 500_000, 'scale:lpd.analysis': 600_000 });
    expect(later.reasons[0]?.params).toMatchObject({ normValidFrom: '2026-02-15' });
  });

  it('turns a scale on which less is better', () => {
    const anxiety = { ...LPD, scales: LPD.scales.map((scale) => ({ ...scale, reversed: true })) };
    expect(decide([result()], {}, [anxiety]).measures).toEqual({ 'scale:lpd.leadership': 400_000, 'scale:lpd.analysis': 400_000 });
  });

  it('reaches a limit that floats would miss', () => {
    // 0.7, 0.1 and 0.2 of 3 make 3, in floats 2.9999999999999996.
    const scales = ['a', 'b', 'c'].map((key) => ({ key, title: TITLE, rawMin: '0', rawMax: '9' }));
    const plain: Instrument = { ...LPD, key: 'plain', metric: 'z', scales, norms: scales.map(({ key }) => norm(key, '0', '1')) };
    const parts = [['a', '0.7'], ['b', '0.1'], ['c', '0.2']].map(([scale = '', weight = '']) => ({ instrument: 'plain', scale, weight }));
    const threes = [result({ instrument: 'plain', raw: { a: '3', b: '3', c: '3' } })];
    const stage = { battery: ['plain'], score: { parts } };
    expect(decide(threes, { ...stage, minScore: { value: '3', inclusive: true } }, [plain])).toMatchObject({ outcome: 'pass', score: 30_000n });
    expect(codes(decide(threes, { ...stage, minScore: { value: '3', inclusive: false } }, [plain]))).toContain('NORMS_ALONE');
  });

  it('compares the unrounded score', () => {
    const thirds: Instrument = { ...LPD, norms: [norm('leadership', '0', '3')] };
    const stage = { score: { parts: [{ instrument: 'lpd', scale: 'leadership', weight: '1' }] }, minScore: { value: '53.3333', inclusive: false } };
    expect(decide([result({ raw: { leadership: '1' } })], stage, [thirds])).toMatchObject({ outcome: 'pass', score: 533_333n });
  });

  it('may be absent: then the conclusion decides', () => {
    const stage = { score: undefined, minScore: undefined };
    expect(decide([result()], stage)).toMatchObject({ outcome: 'pass', score: null });
    expect(decide([result({ conclusion: 'not-recommended' })], stage)).toMatchObject({ outcome: 'fail', score: null });
    expect(codes(decide([result()], { minScore: undefined }))).toEqual(['CONCLUSION_PASSES', 'SCORE_COMPUTED']);
  });
});

describe('what is not there is not zero', () => {
  it('no result', () => {
    expect(decide([])).toEqual({
      outcome: 'undetermined', score: null, measures: {}, reasons: [{ code: 'RESULT_MISSING', params: { instrument: 'lpd' } }],
    });
  });

  it('one instrument of two, whatever the other says', () => {
    const second = { ...LPD, key: 'second' };
    const decision = decide([result({ conclusion: 'not-recommended' })], { battery: ['lpd', 'second'] }, [LPD, second]);
    expect(decision).toMatchObject({ outcome: 'undetermined', score: 600_000n });
    expect(codes(decision)).toEqual(['RESULT_MISSING']);
  });

  it('a raw score or a norm missing', () => {
    const noRaw = decide([result({ raw: { leadership: '60' } })]);
    expect(noRaw).toMatchObject({ outcome: 'undetermined', score: null });
    expect(codes(noRaw)).toEqual(['RAW_SCORE_MISSING']);
    const noNorm = decide([result({ normGroup: 'students' })]);
    expect(noNorm).toMatchObject({ outcome: 'undetermined', score: null, measures: { 'scale:lpd.leadership': 800_000 } });
    expect(noNorm.reasons.at(-1)).toEqual({
      code: 'NORM_MISSING', params: { instrument: 'lpd', scale: 'analysis', normGroup: 'students', on: '2026-01-10' },
    });
  });

  it.each([
    ['2024-03-01', 'pass'],
    ['2024-02-29', 'undetermined'],
  ])('a result of %s valid for 24 months on %s', (takenOn, outcome) => {
    const decision = decide([result({ takenOn })]);
    expect(decision.outcome).toBe(outcome);
    expect(codes(decision).includes('RESULT_EXPIRED')).toBe(outcome === 'undetermined');
  });

  it('the latest of several results counts, also when an earlier one was better', () => {
    const taken = [result({ takenOn: '2026-01-01', conclusion: 'recommended' }), result({ takenOn: '2026-01-20', conclusion: 'not-recommended' })];
    expect(decide(taken).outcome).toBe('fail');
    expect(decide(taken.toReversed()).outcome).toBe('fail');
  });
});

describe('norms alone reject nobody', () => {
  const low = { leadership: '50', analysis: '40' };
  it.each<[string, Conclusion | null, Record<string, string> | undefined, true | undefined, string, string[]]>([
    ['both pass', 'with-reservations', undefined, undefined, 'pass', ['CONCLUSION_PASSES', 'SCORE_MET']],
    ['low score, passing conclusion', 'recommended', low, undefined, 'undetermined', ['CONCLUSION_PASSES', 'NORMS_ALONE']],
    ['low score, no conclusion', null, low, undefined, 'undetermined', ['CONCLUSION_MISSING', 'NORMS_ALONE']],
    ['low score, refusing conclusion', 'not-recommended', low, undefined, 'fail', ['CONCLUSION_NOT_PASSING', 'SCORE_BELOW']],
    ['good score, refusing conclusion', 'not-recommended', undefined, undefined, 'fail', ['CONCLUSION_NOT_PASSING', 'SCORE_MET']],
    ['good score, no conclusion', null, undefined, undefined, 'undetermined', ['CONCLUSION_MISSING', 'SCORE_MET']],
    ['low score under a policy that answers for it', 'recommended', low, true, 'fail', ['CONCLUSION_PASSES', 'SCORE_BELOW']],
    ['good score under such a policy', 'recommended', undefined, true, 'pass', ['CONCLUSION_PASSES', 'SCORE_MET']],
  ])('%s', (_, conclusion, raw, rejectsByNormsAlone, outcome, expected) => {
    const decision = decide([result({ conclusion, ...(raw && { raw }) })], { rejectsByNormsAlone });
    expect([decision.outcome, codes(decision)]).toEqual([outcome, expected]);
  });

  it('without conclusions only where the policy says so', () => {
    expect(decide([result({ raw: low })], { conclusions: undefined }).outcome).toBe('undetermined');
    expect(decide([result({ raw: low })], { conclusions: undefined, rejectsByNormsAlone: true }).outcome).toBe('fail');
  });
});

describe('checkResult', () => {
  const faults = (raw: Record<string, string>, normGroup = 'managers'): string[] =>
    checkResult(LPD, { raw, normGroup }).map(({ code, pointer }) => `${code} ${pointer}`);

  it('accepts the ends of the range, and a scale left out', () => {
    expect(faults({ leadership: '0', analysis: '100' })).toEqual([]);
    expect(faults({ leadership: '55.25' })).toEqual([]);
  });

  it('names every fault at its place', () => {
    expect(faults({ leadership: '100.0001', analysis: 'ten', 'a/b': '1' }, 'heads')).toEqual([
      'NORM_GROUP_UNKNOWN /normGroup', 'RAW_SCORE_OUT_OF_RANGE /raw/leadership', 'RAW_SCORE_NOT_DECIMAL /raw/analysis', 'SCALE_UNKNOWN /raw/a~1b',
    ]);
    expect(faults({ leadership: '-0.0001' })).toEqual(['RAW_SCORE_OUT_OF_RANGE /raw/leadership']);
  });
});

describe('a validity scale', () => {
  const scale = { key: 'lie', title: TITLE, rawMin: '0', rawMax: '20', validity: { from: '2', to: '9.5' } };
  const honest = { ...LPD, scales: [...LPD.scales, scale] };
  const of = (lie: string, about: Partial<InstrumentResult> = {}): InstrumentResult => result({ raw: { leadership: '60', analysis: '50', lie }, ...about });
  const untrusted = (raw: string): object => ({ code: 'PROTOCOL_NOT_TRUSTED', params: { instrument: 'lpd', scale: 'lie', raw, low: '2', high: '9.5' } });

  it.each([['2', 'pass'], ['9.5', 'pass'], ['1.9999', 'undetermined'], ['9.5001', 'undetermined']])('at %s: %s', (lie, outcome) => {
    const decision = decide([of(lie)], {}, [honest]);
    expect(decision.outcome).toBe(outcome);
    expect(decision.reasons.filter(({ code }) => code === 'PROTOCOL_NOT_TRUSTED')).toEqual(outcome === 'pass' ? [] : [untrusted(lie)]);
  });

  it('changes no score and is no measure', () => {
    for (const lie of ['5', '20']) {
      expect(decide([of(lie)], {}, [honest])).toMatchObject({ score: 600_000n, measures: { 'scale:lpd.leadership': 600_000, 'scale:lpd.analysis': 600_000 } });
    }
    expect(Object.keys(decide([of('20')], {}, [honest]).measures)).toHaveLength(2);
  });

  it('never refuses: what the protocol says against somebody is not to be trusted either', () => {
    const against = [of('20', { conclusion: 'not-recommended', raw: { leadership: '0', analysis: '0', lie: '20' } })];
    expect(decide(against, { rejectsByNormsAlone: true }, [honest]).outcome).toBe('undetermined');
    expect(decide([of('20')], { score: undefined, minScore: undefined }, [honest]).outcome).toBe('undetermined');
  });

  it('with one limit, or not measured', () => {
    const oneSided = { ...honest, scales: [...LPD.scales, { ...scale, validity: { to: '9' } }] };
    expect(decide([of('0')], {}, [oneSided]).outcome).toBe('pass');
    expect(decide([of('10')], {}, [oneSided]).reasons).toContainEqual({ code: 'PROTOCOL_NOT_TRUSTED', params: { instrument: 'lpd', scale: 'lie', raw: '10', low: '0', high: '9' } });
    const unmeasured = decide([result()], {}, [honest]);
    expect([unmeasured.outcome, codes(unmeasured)]).toEqual(['undetermined', ['RAW_SCORE_MISSING']]);
  });

  it('of a supervised re-test counts instead of that of the remote test', () => {
    expect(decide([of('20'), of('5', { supervised: true, takenOn: '2026-01-20' })], {}, [honest]).outcome).toBe('pass');
  });
});

describe('a supervised re-test', () => {
  const reliable = { ...LPD, scales: LPD.scales.map((scale) => ({ ...scale, reliability: '0.8' })) };
  const retest = (leadership: string): InstrumentResult => result({ supervised: true, takenOn: '2026-01-20', raw: { leadership, analysis: '50' } });

  it('counts instead of the remote test, in whatever order they come', () => {
    const remote = result({ takenOn: '2026-01-25' });
    for (const results of [[remote, retest('70')], [retest('70'), remote]]) {
      expect(decide(results)).toMatchObject({ outcome: 'pass', measures: { 'scale:lpd.leadership': 700_000 } });
    }
  });

  it('goes to a person where it differs by more than measurement error, and only there', () => {
    // Reliability .80, T: the limit is 12.396.
    const differs = decide([result(), retest('73')], {}, [reliable]);
    expect(differs.outcome).toBe('undetermined');
    expect(differs.reasons).toContainEqual({ code: 'RETEST_DIFFERS', params: { instrument: 'lpd', scale: 'leadership', remote: '60', supervised: '73', reliability: '0.8' } });
    expect(codes(decide([result(), retest('72')], {}, [reliable]))).not.toContain('RETEST_DIFFERS');
    expect(codes(decide([result(), retest('73')]))).not.toContain('RETEST_DIFFERS'); // no published reliability
  });
});
