import { FEDERAL_SUBJECTS } from '../../campaign/domain/federal-subjects';
import { MUNICIPALITY_TITLES } from '../../campaign/domain/municipality-types';
import { keyed, type Policy } from '../../campaign/domain/policy';
import type { Named } from '../../campaign/domain/policy-terms';
import { POST_CATEGORIES, POST_GROUPS, SPHERES } from '../../campaign/domain/reference-data';
import { type CalendarDate, isDate } from '../../kernel/calendar-date';
import { formatUnits, isDecimal, parseUnits } from '../../kernel/decimal';
import type { Reason, ReasonParam } from '../../kernel/reason';
import { type Language, type Speech, word } from './speech';

const NOTHING = '—';
const NO_BREAK = '\u00a0';

type Params = Reason['params'];

/** What a place of a sentence says: the parameter of that name, or several that only together mean something. */
export function sayParameter({ code, params }: Reason, name: string, speech: Speech): string {
  const together = TOGETHER[name]?.(params, speech.language);
  return together ?? sayValue(params[name], (text) => sayText(code, name, text, speech), name === 'need' ? 'disjunction' : 'conjunction', speech.language);
}

/** Undefined: these parameters are not there, the name stands for itself. */
const TOGETHER: Readonly<Record<string, (params: Params, language: Language) => string | undefined>> = {
  have: ({ haveYears, haveMonths, haveDays }, language) => duration([haveYears, haveMonths, haveDays], language),
  least: ({ leastYears, leastMonths, leastDays }, language) => duration([leastYears, leastMonths, leastDays], language),
  most: ({ mostYears, mostMonths, mostDays }, language) => duration([mostYears, mostMonths, mostDays], language),
  need: ({ needYears, needMonths, needInclusive }, language) => {
    const length = duration([needYears, needMonths], language);
    return length === undefined || needInclusive !== false ? length : word(language, 'limit.above', { n: length });
  },
  age: ({ age }, language) => units(age, 'year', language),
  from: ({ from, fromInclusive }, language) => word(language, fromInclusive ? 'limit.from' : 'limit.above', { n: units(from, 'year', language) }),
  to: ({ to, toInclusive }, language) => word(language, toInclusive ? 'limit.to' : 'limit.below', { n: units(to, 'year', language) }),
  min: ({ min, inclusive }, language) =>
    typeof inclusive === 'boolean' && typeof min === 'string' ? word(language, inclusive ? 'limit.from' : 'limit.above', { n: number(min, language) }) : undefined,
  periods: ({ periods }, language) => (Array.isArray(periods) && periods.length === 0 ? word(language, 'none') : undefined),
  condition: ({ condition, held }, language) => sayCondition(String(condition), held, language),
  margin: ({ margin, points }, language) => sayMargin(margin, points, language),
  act: ({ documentTitle, documentNumber, documentDate }, language) =>
    word(language, 'act', { title: String(documentTitle), number: String(documentNumber), date: date(String(documentDate), 'long', language) }),
  ownScore: ({ score }, language) => (typeof score === 'string' ? word(language, 'own-score', { n: number(score, language) }) : ''),
  enterAt: ({ enterAt }, language) => (typeof enterAt === 'string' ? word(language, 'enter-at', { n: number(enterAt, language) }) : ''),
  fullness: ({ count, max, lowest }, language) =>
    word(language, typeof lowest === 'string' ? 'fullness.lowest' : 'fullness', { count: String(count), max: String(max), n: typeof lowest === 'string' ? number(lowest, language) : '' }),
  place: ({ place }, language) => (typeof place === 'number' ? word(language, 'place', { n: String(place) }) : ''),
};

/** Codes of the reference data by the field of a filter that names them. */
const REFERENCE: Readonly<Record<string, Readonly<Record<string, Named['title']>>>> = {
  postCategories: POST_CATEGORIES,
  groups: POST_GROUPS,
  spheres: SPHERES,
  municipalityTypes: MUNICIPALITY_TITLES,
};

/** Why a record does not fall under a filter; without `held` where nobody has classified it. */
function sayCondition(condition: string, held: ReasonParam | undefined, language: Language): string | undefined {
  if (held === undefined) return word(language, `unclear.${condition}`);
  if (typeof held !== 'string') return word(language, `none.${condition}`);
  return word(language, `other.${condition}`, { held: REFERENCE[condition]?.[held]?.[language] ?? held });
}

/** How far somebody is from the other side of the decision; nothing where it has no number. */
function sayMargin(margin: ReasonParam | undefined, points: ReasonParam | undefined, language: Language): string {
  if (typeof points !== 'string') return margin === 'buffer' ? '' : (word(language, `margin.${String(margin)}`) ?? '');
  const kind = margin === 'deficit' && parseUnits(points) === 0n ? 'tied' : String(margin);
  return word(language, `margin.${kind}`, { points: number(points, language) }) ?? '';
}

function sayValue(value: ReasonParam | undefined, say: (text: string) => string, list: 'conjunction' | 'disjunction', language: Language): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return say(String(value));
  return value.length ? new Intl.ListFormat(language, { type: list }).format(value.map(say)) : NOTHING;
}

function sayText(code: string, name: string, text: string, { language, policy, reasonOf }: Speech): string {
  if (name === 'reason') return reasonOf(text);
  const what = name === 'have' || name === 'need' ? code.slice(0, code.indexOf('_')).toLowerCase() : name;
  return titleOf(policy, what, text)?.[language]
    ?? word(language, `${what}.${text}`)
    ?? (what === 'citizenship' ? country(text, language) : undefined)
    ?? period(text, language)
    ?? (isDate(text) ? date(text, 'long', language) : undefined)
    ?? (isDecimal(text) ? number(text, language) : text);
}

/** What the policy, or the country, calls the thing that a parameter names by key. */
function titleOf(policy: Policy | undefined, what: string, key: string): Named['title'] | undefined {
  switch (what) {
    case 'category':
    case 'known':
      return keyed(policy?.categories, key)?.title;
    case 'document':
      return keyed(policy?.personalFile, key)?.title;
    case 'list':
      return keyed(policy?.lists, key)?.title;
    case 'instrument':
      return keyed(policy?.instruments, key)?.title;
    case 'scale':
      return keyed(policy?.instruments?.flatMap(({ scales }) => scales), key)?.title;
    case 'territory': {
      const name = FEDERAL_SUBJECTS.find((subject) => subject.code === key)?.name;
      return name === undefined ? undefined : { ru: name, en: `region ${key}` };
    }
    default:
      return undefined;
  }
}

/** Years, months and days without those that are none; `0 days` when all are. Undefined: it is no length of time. */
function duration(parts: readonly (ReasonParam | undefined)[], language: Language): string | undefined {
  const named = (['year', 'month', 'day'] as const).flatMap((unit, i) => (typeof parts[i] === 'number' ? [{ unit, value: parts[i] }] : []));
  if (named.length < parts.length) return undefined;
  const some = named.filter(({ value }) => value > 0);
  return (some.length ? some : named.slice(-1)).map(({ unit, value }) => units(value, unit, language)).join(' ');
}

function units(value: ReasonParam | undefined, unit: 'year' | 'month' | 'day', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(value)).replace(/ /g, NO_BREAK);
}

function country(text: string, language: Language): string | undefined {
  return /^[A-Z]{2}$/.test(text) ? new Intl.DisplayNames(language, { type: 'region' }).of(text) : undefined;
}

/** `2015-02-01..2019-08-31`, both days included. */
function period(text: string, language: Language): string | undefined {
  const [from, to, ...more] = text.split('..');
  if (!from || !to || more.length || !isDate(from) || !isDate(to)) return undefined;
  return `${date(from, 'short', language)}\u2013${date(to, 'short', language)}`;
}

/** A day as a table says it: `20.08.2026`. */
export function sayDay(day: CalendarDate, language: Language): string {
  return date(day, 'short', language);
}

const SHORT_MONTH = { ru: '2-digit', en: 'short' } as const;

/** A calendar day has no time zone; midnight UTC read in UTC is that day. */
function date(day: CalendarDate, style: 'long' | 'short', language: Language): string {
  const month = style === 'long' ? 'long' : SHORT_MONTH[language];
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: month === '2-digit' ? '2-digit' : 'numeric', month, year: 'numeric', timeZone: 'UTC' });
  // The abbreviation «г.» would end the sentence twice.
  return format.format(Date.parse(day)).replace('г.', 'года').replace(/ /g, NO_BREAK);
}

function number(text: string, language: Language): string {
  const plain = formatUnits(parseUnits(text));
  return language === 'ru' ? plain.replace('.', ',') : plain;
}
