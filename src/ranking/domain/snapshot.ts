import { createHash, createHmac } from 'node:crypto';
import type { Act, OrderByScore, RankingStage, Text, TieKey } from '../../campaign/domain/policy';
import type { Outcome } from '../../candidacy/domain/verdict';
import { canonicalJson } from '../../kernel/canonical-json';
import { formatUnits, parseUnits } from '../../kernel/decimal';
import type { Reason } from '../../kernel/reason';
import { buildQuestion, type RankedPerson, type RunBasis } from './build-question';
import type { Certificate } from './certificate';
import { drawLottery } from './draw-lottery';
import { judgeRun, type RunResult, type RunSnapshot } from './judge-run';
import { type ChoiceRefusal, isRefused } from './selection-contract';

export const SNAPSHOT_FORMAT = 'selection-snapshot/1';

export type ScoredStage = RankingStage & { readonly order: OrderByScore };

/** What holds for somebody in a run: a seat held, a departure from the rules alone, an answer to an offer. */
export const MARKS = ['locked', 'excluded', 'holding', 'confirmed', 'declined', 'gone'] as const;
export type Mark = (typeof MARKS)[number];

/** Everything the ranking knew of one person, and nothing that names him. */
export interface SnapshotPerson {
  /** Made for this run and export only. */
  readonly id: string;
  readonly territory: string;
  readonly category: string | null;
  /** Scores of the stages that the rules look at; null where a stage gave none. */
  readonly scores: Readonly<Record<string, string | null>>;
  /** Measures that the rules settle ties by: tenure in days, criteria in units of 10⁻⁴. */
  readonly measures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The composed score; null: a part is missing, so he could not be compared. */
  readonly score: string | null;
  /** Whether he reaches the pass mark; null without a score. */
  readonly eligible: boolean | null;
  /** Place in the published order: score, tie keys, lottery; null without a score. */
  readonly rank: number | null;
  /** His lot, HMAC-SHA-256 of the seed and his public number, where a lottery put him among equals. */
  readonly lot: string | null;
  readonly marks: readonly Mark[];
  /** Why a person departed from the rules alone in his case. */
  readonly departure: { readonly as: 'locked' | 'excluded'; readonly reason: string } | null;
  /** Keeps a row hash that was given out from being guessed. */
  readonly salt: string;
}

/** What the run was about; shown to the reader and bound by the seal. */
export interface SnapshotAbout {
  readonly programme: Text;
  readonly campaign: { readonly id: string; readonly name: string };
  readonly act: Act | null;
  /** Titles of the categories, by key. */
  readonly categories: Readonly<Record<string, Text>>;
  readonly policy: { readonly version: number; readonly digest: string };
  readonly run: { readonly id: string; readonly revision: number; readonly cause: 'ranking' | 'replacement' };
  readonly decision: { readonly id: string; readonly publishedAt: string };
}

/** What the run was asked besides rules and people. */
export interface SnapshotTerms {
  /** The lottery among equals, where the rules name one: what the organiser was bound to beforehand, and what was drawn. */
  readonly lottery: { readonly commitment: string; readonly secret: string; readonly publicValue: string } | null;
  /** Of a replacement: how freed seats are filled. */
  readonly vacancies: { readonly rule: 'keep-offers' | 'keep-confirmed'; readonly vacancy: 'open' | 'same-cell-first' } | null;
}

export interface SnapshotOutcome {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** SHA-256 over canonical JSON, hex. */
export interface SnapshotHashes {
  /** Of every row, by id. */
  readonly people: Readonly<Record<string, string>>;
  /** Of the terms and all row hashes. */
  readonly input: string;
  readonly rules: string;
  readonly result: string;
  readonly certificate: string;
  /** Of the format, `about` and the four above: the one figure to publish with the list. */
  readonly seal: string;
}

/** A published ranking that anybody can recompute. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly about: SnapshotAbout;
  readonly rules: ScoredStage;
  readonly terms: SnapshotTerms;
  readonly people: readonly SnapshotPerson[];
  readonly result: RunResult;
  readonly outcomes: Readonly<Record<string, SnapshotOutcome>>;
  /** Proof that nothing better can be chosen; checked without choosing. */
  readonly certificate: Certificate;
  readonly hashes: SnapshotHashes;
}

export interface SnapshotSource {
  readonly about: SnapshotAbout;
  readonly rules: ScoredStage;
  readonly basis: RunBasis;
  readonly lottery: SnapshotTerms['lottery'];
  /** The run as it was frozen when it was started. */
  readonly frozen: RunSnapshot;
  /** Key of the ids: 32 random bytes, kept with the export and never in it. */
  readonly secret: Uint8Array;
}

/** Makes the snapshot of a run. Refused when the frozen run cannot be judged, which a finished one always can. */
export function composeSnapshot({ about, rules, basis, lottery, frozen, secret }: SnapshotSource): Snapshot | ChoiceRefusal {
  const vacancies = frozen.vacancies && { rule: frozen.vacancies.rule, vacancy: frozen.vacancies.vacancy };
  const terms: SnapshotTerms = { lottery, vacancies };
  const people = peopleOf(rules, basis, frozen, secret);
  const judged = judgeSnapshot({ rules, terms, people });
  if (isRefused(judged)) return judged;
  const open = { format: SNAPSHOT_FORMAT, about, rules, terms, people, ...judged } as const;
  return { ...open, hashes: hashesOf(open) };
}

/** The id of a public number under this key: 60 bits in letters that cannot be mixed up. */
export function snapshotIdOf(secret: Uint8Array, number: string): string {
  const bits = BigInt(`0x${createHmac('sha256', secret).update(`id ${number}`).digest('hex').slice(0, 15)}`);
  const letters = Array.from({ length: 12 }, (_, i) => LETTERS[Number((bits >> BigInt(5 * i)) & 31n)]);
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** Crockford's alphabet: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The question of the run, built anew from rules and rows. Only the order among equals is taken as the rows state it. */
export function questionOf({ rules, terms, people }: Pick<Snapshot, 'rules' | 'terms' | 'people'>): RunSnapshot {
  const marked = (mark: Mark): string[] => people.filter(({ marks }) => marks.includes(mark)).map(({ id }) => id);
  const rankOf = new Map(people.map(({ id, rank }) => [id, rank]));
  const { input, classes, unscored, unlimited } = buildQuestion(rules, people.map(rankedPerson), { locked: marked('locked'), excluded: marked('excluded'), seed: null });
  const candidates = input.candidates.map((candidate) => ({ ...candidate, lottery: rankOf.get(candidate.id) ?? candidate.lottery }));
  return {
    input: { ...input, candidates: candidates.sort((a, b) => a.lottery - b.lottery) },
    classes: terms.lottery === null ? classes : [],
    unscored,
    ...(unlimited && { unlimited }),
    named: people.flatMap(({ id, departure }) => (departure ? [{ number: id, ...departure }] : [])),
    reserve: rules.reserve,
    vacancies: terms.vacancies && { ...terms.vacancies, holding: marked('holding'), confirmed: marked('confirmed'), declined: marked('declined'), gone: marked('gone') },
  };
}

/** What the rules make of rules and rows. */
export function judgeSnapshot(asked: Pick<Snapshot, 'rules' | 'terms' | 'people'>): Pick<Snapshot, 'result' | 'outcomes' | 'certificate'> | ChoiceRefusal {
  const judged = judgeRun(questionOf(asked));
  if (isRefused(judged)) return judged;
  const outcomes = Object.fromEntries(judged.verdicts.map(({ number, outcome, reasons }) => [number, { outcome, reasons }]));
  return { result: judged.result, outcomes, certificate: judged.certificate };
}

export function hashesOf({ format, about, rules, terms, people, result, outcomes, certificate }: Omit<Snapshot, 'hashes'>): SnapshotHashes {
  const rows = Object.fromEntries(people.map((person) => [person.id, sha256(person)]));
  return sealed({ format, about }, { people: rows, input: inputHash(terms, rows), rules: sha256(rules), result: sha256({ result, outcomes }), certificate: sha256(certificate) });
}

export function inputHash(terms: SnapshotTerms, rows: Readonly<Record<string, string>>): string {
  return sha256({ terms, people: rows });
}

export function sealed({ format, about }: Pick<Snapshot, 'format' | 'about'>, hashes: Omit<SnapshotHashes, 'seal'>): SnapshotHashes {
  const { input, rules, result, certificate } = hashes;
  return { ...hashes, seal: sha256({ format, about, input, rules, result, certificate }) };
}

/** SHA-256 over canonical JSON, hex. */
export function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}

function peopleOf(rules: ScoredStage, { people, seed }: RunBasis, { input, named, vacancies }: RunSnapshot, secret: Uint8Array): SnapshotPerson[] {
  const candidates = new Map(input.candidates.map((candidate) => [candidate.id, candidate]));
  const departures = new Map(named.map(({ number, as, reason }) => [number, { as, reason }]));
  const lots = seed === null ? new Map<string, string>() : lotsOf(rules, people, seed);
  const marked: Readonly<Record<Mark, ReadonlySet<string>>> = {
    locked: new Set(input.locked), excluded: new Set(input.excluded),
    holding: new Set(vacancies?.holding), confirmed: new Set(vacancies?.confirmed), declined: new Set(vacancies?.declined), gone: new Set(vacancies?.gone),
  };
  const looked = new Set(rules.order.parts.map(({ stage }) => stage).concat(rules.ties.keys.flatMap((key) => (key.by === 'stage-score' ? [key.stage] : []))));
  return people
    .map((person): SnapshotPerson => {
      const { number, territory, category } = person;
      const candidate = candidates.get(number);
      return {
        id: snapshotIdOf(secret, number), territory, category,
        scores: Object.fromEntries([...looked].map((stage) => [stage, scoreText(person.scores[stage])])),
        measures: tieMeasures(rules.ties.keys, person),
        score: candidate?.score ?? null,
        eligible: candidate ? candidate.eligible !== false : null,
        rank: candidate?.lottery ?? null,
        lot: lots.get(number) ?? null,
        marks: MARKS.filter((mark) => marked[mark].has(number)),
        departure: departures.get(number) ?? null,
        salt: createHmac('sha256', secret).update(`salt ${number}`).digest('hex').slice(0, 32),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1)); // the order of rows tells nothing
}

/** Lots of those only a lottery could order: everybody else's would tell his public number and serve nothing. */
function lotsOf(rules: ScoredStage, people: readonly RankedPerson[], seed: string): Map<string, string> {
  const { classes } = buildQuestion(rules, people, { locked: [], excluded: [], seed: null });
  const { keys } = drawLottery(seed, classes.flat());
  return new Map(Object.entries(keys));
}

function tieMeasures(keys: readonly TieKey[], { measures }: RankedPerson): SnapshotPerson['measures'] {
  const wanted = new Set(keys.flatMap((key) => (key.by === 'stage-score' ? [] : [`${key.by === 'tenure' ? 'tenure' : 'criterion'}:${key.criterion}`])));
  const kept = Object.entries(measures).map(([stage, all]) => [stage, Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)))] as const);
  return Object.fromEntries(kept.filter(([, some]) => Object.keys(some).length > 0));
}

function rankedPerson({ id, territory, category, scores, measures }: SnapshotPerson): RankedPerson {
  return { number: id, territory, category, measures, scores: Object.fromEntries(Object.entries(scores).map(([stage, score]) => [stage, score === null ? null : Number(parseUnits(score))])) };
}

function scoreText(units: number | null | undefined): string | null {
  return units === null || units === undefined ? null : formatUnits(units);
}
