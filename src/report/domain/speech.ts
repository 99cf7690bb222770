import type { Policy } from '../../campaign/domain/policy';
import en from '../words.en.json';
import ru from '../words.ru.json';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** In which language and with whose names something is said. */
export interface Speech {
  readonly language: Language;
  readonly policy: Policy | undefined;
  /** The sentence of a reason that another reason carries. */
  readonly reasonOf: (code: string) => string;
}

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ru, en };

/** The word for a value of a closed list, `education.higher`, with its places filled in; undefined where there is none. */
export function word(language: Language, key: string, values: Readonly<Record<string, string>> = {}): string | undefined {
  const text = WORDS[language][key];
  return text === undefined ? undefined : fill(text, (name) => values[name] ?? `{${name}}`);
}

/** Puts what `say` says in the places `{name}` of a text. */
export function fill(text: string, say: (name: string) => string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => say(name));
}
