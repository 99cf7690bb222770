import type { ReasonParam } from '../kernel/reason';
import type { Finding, Verification } from '../ranking/domain/verify-snapshot';
import { verifySnapshot } from '../ranking/domain/verify-snapshot';
import type { Snapshot } from '../ranking/domain/snapshot';
import english from './words.en.json';
import russian from './words.ru.json';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Word = keyof typeof russian;
const WORDS: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { ru: russian, en: english };

/** A verification in words: what the command prints and the page shows. */
export interface DescribedVerification {
  readonly verdict: Verification['verdict'];
  readonly title: string;
  readonly lead: string;
  /** What the ranking is: label and value. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Computed from the contents of the file; null when it is no snapshot. */
  readonly seal: { readonly label: string; readonly value: string; readonly hint: string } | null;
  readonly findings: readonly { readonly text: string; /** Of the row it is about. */ readonly id: string | null }[];
  /** The list in its order, those without a score last. */
  readonly people: readonly DescribedPerson[];
}

export interface DescribedPerson {
  readonly rank: number | null;
  readonly id: string;
  readonly territory: string;
  readonly category: string;
  readonly score: string;
  readonly outcome: string;
  readonly chosen: boolean;
  readonly suspect: boolean;
}

/** Verifies the text of a file. `published` is the seal that was published with the list, where the reader has it. */
export function describeFile(text: string, published: string, language: Language): DescribedVerification {
  return describeVerification(verifyText(text, published), published, language);
}

/** A file that is no JSON, or so deep that it cannot be read, is no snapshot. */
export function verifyText(text: string, published: string): Verification {
  try {
    return verifySnapshot(JSON.parse(text.replace(/^\uFEFF/, '')), published);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { verdict: 'not-a-snapshot', findings: [], snapshot: null, hashes: null };
  }
}

export function describeVerification({ verdict, findings, snapshot, hashes }: Verification, published: string, language: Language): DescribedVerification {
  const say = (word: Word, params: Params = {}): string => WORDS[language][word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? say('none')));
  const agrees = published.trim() !== '' && !findings.some(({ code }) => code === 'seal-not-published');
  return {
    verdict,
    title: say(`verdict.${verdict}`),
    lead: say(`lead.${verdict}`),
    facts: snapshot ? factsOf(snapshot, language, say) : [],
    seal: hashes && { label: say('seal'), value: hashes.seal, hint: say(agrees ? 'seal.agrees' : 'seal.check') },
    findings: findings.map((finding) => ({ text: sentence(finding, say), id: typeof finding.params.id === 'string' ? finding.params.id : null })),
    people: snapshot ? peopleOf(snapshot, findings, language, say) : [],
  };
}

type Params = Readonly<Record<string, ReasonParam | undefined>>;
type Say = (word: Word, params?: Params) => string;

function sentence({ code, params }: Finding, say: Say): string {
  const flag = (value: ReasonParam | undefined): ReasonParam => (value === null || value === undefined ? null : value ? say('yes') : say('no'));
  switch (code) {
    case 'pass-mark-wrong':
      return say(`finding.${code}`, { ...params, stated: flag(params.stated), right: flag(params.right) });
    case 'outcome-wrong':
      return say(`finding.${code}`, { ...params, stated: outcomeWord(params.stated, params.listed === true, say), right: outcomeWord(params.right, params.chosen === true, say) });
    case 'total-wrong':
      return say(`finding.${code}`, { ...params, name: totalName(String(params.name), say) });
    default:
      return say(`finding.${code}`, params);
  }
}

function outcomeWord(outcome: unknown, chosen: boolean, say: Say): string {
  const known = ['pass', 'reserve', 'fail', 'undetermined'] as const;
  const word = known.find((name) => name === outcome);
  return say(word ? `outcome.${word}` : chosen ? 'outcome.held' : 'outcome.none');
}

function totalName(name: string, say: Say): string {
  const known = ['status', 'totalScore', 'filled', 'unfilled', 'shortfall', 'diagnosis', 'uniqueByScore'] as const;
  const word = known.find((total) => total === name);
  return word ? say(`total.${word}`) : say('total.other', { name });
}

function factsOf({ about: { programme, campaign, act, policy, run, decision }, terms, people, result }: Snapshot, language: Language, say: Say): [string, string][] {
  const departures = people.filter(({ departure }) => departure !== null).length;
  return [
    [say('fact.programme'), programme[language]],
    [say('fact.campaign'), campaign.name],
    ...(act ? ([[say('fact.act'), say('act', { ...act, title: act.title[language] })]] as [string, string][]) : []),
    [say('fact.policy'), say('policy', policy)],
    [say('fact.run'), say(`run.${run.cause}`, run)],
    [say('fact.decision'), `${decision.publishedAt.slice(0, 16).replace('T', ' ')} UTC`],
    [say('fact.people'), String(people.length)],
    [say('fact.chosen'), String(result.selected.length)],
    [say('fact.departures'), String(departures)],
    [say('fact.lottery'), terms.lottery?.publicValue ?? say('none')],
  ];
}

function peopleOf({ about: { categories }, people, result, outcomes }: Snapshot, findings: readonly Finding[], language: Language, say: Say): DescribedPerson[] {
  const chosen = new Set(result.selected);
  const suspects = new Set(findings.map(({ params }) => params.id));
  return people
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.id < b.id ? -1 : 1))
    .map(({ rank, id, territory, category, score }) => ({
      rank, id, territory, category: categories[category ?? '']?.[language] ?? category ?? '', score: score ?? '', chosen: chosen.has(id), suspect: suspects.has(id),
      outcome: outcomeWord(outcomes[id]?.outcome, chosen.has(id), say),
    }));
}
