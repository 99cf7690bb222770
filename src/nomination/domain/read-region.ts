import { FEDERAL_SUBJECTS, subjectOfOktmo } from '../../campaign/domain/federal-subjects';
import { foldWords } from '../../kernel/fold-words';

/** Words that many subjects share; without them a name must still belong to one only. */
const GENERIC = new Set(['республика', 'область', 'край', 'автономный', 'автономная', 'округ', 'город', 'федерального', 'значения', 'народная']);
const SHORT: Readonly<Record<string, string>> = { респ: 'республика', обл: 'область', 'а о': 'автономный округ', ао: 'автономный округ', г: 'город', гор: 'город' };
const ALIASES: Readonly<Record<string, string>> = {
  хмао: '86', 'хмао югра': '86', югра: '86', янао: '89', нао: '83', еао: '79', спб: '78', днр: '93', лнр: '94', кбр: '07', 'кабардино балкария': '07',
  кчр: '09', 'карачаево черкесия': '09', якутия: '14', тува: '17', удмуртия: '18', чечня: '20',
};

/** Folded name → code; a name of two subjects is nobody's. */
const BY_NAME = namesOfSubjects();

/** The code of a subject of the federation by its code or by its name as people write it; null: there is none such. */
export function readRegion(text: string): string | null {
  const digits = /^\d{1,2}$/.exec(text.trim())?.[0].padStart(2, '0');
  if (digits !== undefined) return FEDERAL_SUBJECTS.some(({ code }) => code === digits) ? digits : null;
  const exact = BY_NAME.get(text);
  if (exact !== undefined) return exact;
  const words = foldWords(text).split(' ').map((word) => SHORT[word] ?? word).join(' ');
  return BY_NAME.get(words) ?? BY_NAME.get(core(words)) ?? null;
}

/**
 * The subject a municipality's ОКТМО belongs to. null: no subject has such a code, or it is a heading of the classifier
 * (60600000 «municipal districts», 60601400 «rural settlements»), which is no municipality, or one digit repeated.
 */
export function subjectOfMunicipality(oktmo: string): string | null {
  if (/^(\d)\1*$/.test(oktmo) || /^\d{3}00000/.test(oktmo) || /^\d{5}[1-9]00/.test(oktmo)) return null;
  return subjectOfOktmo(oktmo);
}

function core(words: string): string {
  return words.split(' ').filter((word) => !GENERIC.has(word)).join(' ');
}

function namesOfSubjects(): ReadonlyMap<string, string> {
  const codes = new Map<string, Set<string>>();
  const add = (name: string, code: string): void => void (name && codes.set(name, (codes.get(name) ?? new Set()).add(code)));
  for (const { code, name } of FEDERAL_SUBJECTS) {
    // «Республика Саха (Якутия)», «Кемеровская область — Кузбасс» go by the first part, too.
    for (const part of [name, name.replace(/\(.*\)/, ''), name.split(' — ')[0]!]) {
      add(foldWords(part), code);
      add(core(foldWords(part)), code);
    }
    for (const word of name.split(' — ').slice(1)) add(foldWords(word), code);
  }
  for (const { code, name } of FEDERAL_SUBJECTS) add(name, code); // as the list offers it
  for (const [alias, code] of Object.entries(ALIASES)) add(alias, code);
  return new Map([...codes].flatMap(([name, of]) => (of.size === 1 ? [[name, [...of][0]!] as const] : [])));
}
