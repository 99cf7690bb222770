import { isDecimal } from '../../kernel/decimal';
import { MARKS, type Snapshot, SNAPSHOT_FORMAT } from './snapshot';

/** Tells whether a value has the form of a part of the document. */
type Form = (value: unknown) => boolean;

const text: Form = (value) => typeof value === 'string';
const flag: Form = (value) => typeof value === 'boolean';
const whole: Form = (value) => Number.isSafeInteger(value);
const hash: Form = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const score: Form = (value) => typeof value === 'string' && isDecimal(value);
const word = (...words: readonly unknown[]): Form => (value) => words.includes(value);
const orNull = (form: Form): Form => (value) => value === null || form(value);
const list = (form: Form): Form => (value) => Array.isArray(value) && value.every(form);
const record = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const map = (form: Form): Form => (value) => record(value) && Object.values(value).every(form);
const fields = (forms: Readonly<Record<string, Form>>): Form => (value) => record(value) && Object.entries(forms).every(([name, form]) => form(value[name]));

const titled = fields({ ru: text, en: text });
const person = fields({
  id: text, territory: text, category: orNull(text), scores: map(orNull(score)), measures: map(map(whole)), score: orNull(score), eligible: orNull(flag),
  rank: orNull(whole), lot: orNull(hash), marks: list(word(...MARKS)), departure: orNull(fields({ as: word('locked', 'excluded'), reason: text })), salt: text,
});
const snapshot = fields({
  format: word(SNAPSHOT_FORMAT),
  about: fields({
    programme: titled, campaign: fields({ id: text, name: text }), act: orNull(fields({ title: titled, number: text, date: text })),
    categories: map(titled), policy: fields({ version: whole, digest: hash }), run: fields({ id: text, revision: whole, cause: word('ranking', 'replacement') }), decision: fields({ id: text, publishedAt: text }),
  }),
  rules: fields({ key: text, kind: word('ranking'), order: fields({ by: word('score'), parts: list(fields({ stage: text, weight: score })) }), quotas: record, ties: fields({ keys: list(fields({ by: text })) }), reserve: orNull(whole) }),
  terms: fields({ lottery: orNull(fields({ commitment: hash, secret: text, publicValue: text })), vacancies: orNull(fields({ rule: word('keep-offers', 'keep-confirmed'), vacancy: word('open', 'same-cell-first') })) }),
  people: list(person),
  result: fields({ selected: list(text) }),
  outcomes: map(fields({ outcome: text, reasons: list(record) })),
  certificate: fields({ potentials: list(fields({ vertex: list(text), levels: list(whole), points: whole, people: list((pair) => Array.isArray(pair) && text(pair[0]) && whole(pair[1])) })) }),
  hashes: fields({ people: map(hash), input: hash, rules: hash, result: hash, certificate: hash, seal: hash }),
});

/**
 * The document, when it has the form of a snapshot; null: it is something else. Rules are read as deep as is needed to
 * carry them out: their own schema held when they were published, and their hash says whether they still are the same.
 */
export function readSnapshot(document: unknown): Snapshot | null {
  return snapshot(document) ? (document as Snapshot) : null;
}
