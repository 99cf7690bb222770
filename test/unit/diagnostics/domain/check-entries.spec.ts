import type { DiagnosticsStage, Instrument } from '../../../../src/campaign/domain/policy';
import { checkEntries, type ResultEntry } from '../../../../src/diagnostics/domain/check-entries';

const TITLE = { ru: 'Название', en: 'Title' };
const scale = (key: string): Instrument['scales'][number] => ({ key, title: TITLE, rawMin: '0', rawMax: '100' });
const norm = (of: string, validFrom: string): Instrument['norms'][number] => ({ by: 'formula', scale: of, group: 'managers', validFrom, mean: '50', sd: '10' });
const instrument = (key: string, norms: Instrument['norms']): Instrument =>
  ({ key, title: TITLE, version: '1', metric: 't', validMonths: 12, scales: [scale('counted'), scale('profile')], norms });

const INSTRUMENTS = [
  instrument('test', [norm('counted', '2025-01-01'), norm('profile', '2026-01-01')]),
  instrument('interview', [norm('counted', '2025-01-01')]),
  instrument('outside', [norm('counted', '2025-01-01')]),
];
const STAGE: DiagnosticsStage = {
  key: 'diagnostics', kind: 'diagnostics', title: TITLE,
  period: { opensAt: '2026-01-01T00:00:00+03:00', closesAt: '2026-02-01T00:00:00+03:00' }, gate: { confirms: 'officer', publishes: 'at-once' },
  battery: ['test', 'interview'], score: { parts: [{ instrument: 'test', scale: 'counted', weight: '1' }] }, conclusions: ['recommended'],
};
const entry = (change: Partial<ResultEntry> = {}): ResultEntry =>
  ({ candidacyId: 'x', instrument: 'test', takenOn: '2025-06-01', normGroup: 'managers', raw: { counted: '50' }, conclusion: 'recommended', ...change });
const check = (entries: readonly ResultEntry[], stage: DiagnosticsStage = STAGE): ReturnType<typeof checkEntries> => checkEntries(stage, INSTRUMENTS, [], entries);
const codes = (entries: readonly ResultEntry[], stage?: DiagnosticsStage): string[] => check(entries, stage).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('checkEntries', () => {
  it.each([
    ['an instrument nobody knows', { instrument: 'rorschach' }, ['/0/instrument INSTRUMENT_UNKNOWN']],
    ['an instrument outside the battery', { instrument: 'outside' }, ['/0/instrument INSTRUMENT_UNKNOWN']],
    ['a score out of range', { raw: { counted: '100.5' } }, ['/0/raw/counted RAW_SCORE_OUT_OF_RANGE']],
    ['a scale that counts left out', { raw: { profile: '50' } }, ['/0/raw SCALE_MISSING']],
    ['a scale that does not count left out', { raw: { counted: '0' } }, []],
    ['no norm yet on the day of the test', { takenOn: '2024-12-31' }, ['/0/takenOn NORM_NOT_IN_FORCE']],
    ['no norm yet for a scale that does not count', { raw: { counted: '50', profile: '50' } }, []],
    ['a group without norms, said once', { normGroup: 'students' }, ['/0/normGroup NORM_GROUP_UNKNOWN']],
  ])('%s', (_, change, expected) => {
    expect(codes([entry(change)])).toEqual(expected);
  });

  it('needs no scale where the policy asks for no score', () => {
    expect(codes([entry({ raw: { profile: '50' } })], { ...STAGE, score: undefined })).toEqual([]);
  });

  it('needs every validity scale, whether or not there is a score', () => {
    const lie = { ...scale('lie'), validity: { to: '5' } };
    const instruments = INSTRUMENTS.map((one) => ({ ...one, scales: [...one.scales, lie] }));
    const faults = (raw: ResultEntry['raw']): unknown => checkEntries({ ...STAGE, score: undefined }, instruments, [], [entry({ raw })]).faults;
    expect(faults({ counted: '50' })).toEqual([{ pointer: '/0/raw', code: 'VALIDITY_MISSING', params: { scale: 'lie' } }]);
    expect(faults({ lie: '99' })).toEqual([]); // whether it is to be trusted is for the verdict to say
  });

  it('says whose battery becomes complete, with what is recorded and within one list', () => {
    const interview = entry({ instrument: 'interview' });
    expect(check([entry()]).complete).toEqual([]);
    expect(check([entry(), { ...interview, candidacyId: 'y' }, interview]).complete).toEqual(['x']);
    expect(checkEntries(STAGE, INSTRUMENTS, [{ candidacyId: 'x', instrument: 'test', supervised: false, concluded: true }], [interview]).complete).toEqual(['x']);
  });

  it('wants a conclusion by the time the battery is complete, where the policy asks for one', () => {
    const silent = [entry({ conclusion: undefined }), entry({ instrument: 'interview', conclusion: undefined })];
    expect(codes(silent)).toEqual(['/1/conclusion CONCLUSION_MISSING']);
    expect(codes(silent, { ...STAGE, conclusions: undefined })).toEqual([]);
    expect(codes(silent.slice(0, 1))).toEqual([]);
    expect(checkEntries(STAGE, INSTRUMENTS, [{ candidacyId: 'x', instrument: 'test', supervised: false, concluded: true }], silent.slice(1)).faults).toEqual([]);
  });

  it('refuses the same result twice in one list', () => {
    expect(codes([entry(), entry({ candidacyId: 'y' }), entry()])).toEqual(['/2/instrument ENTERED_TWICE']);
  });

  it('takes a supervised re-test beside the remote test and says who is judged anew', () => {
    const recorded = ['test', 'interview'].map((instrument) => ({ candidacyId: 'x', instrument, supervised: false, concluded: true }));
    const retest = entry({ supervised: true });
    expect(checkEntries(STAGE, INSTRUMENTS, recorded, [retest])).toEqual({ faults: [], complete: [], again: ['x'] });
    expect(checkEntries(STAGE, INSTRUMENTS, recorded.slice(0, 1), [retest]).again).toEqual([]);
    expect(check([entry(), retest]).faults).toEqual([]);
  });
});
