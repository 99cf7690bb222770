import type { Reason, ReasonParam } from '../../kernel/reason';
import en from '../reasons.en.json';
import ru from '../reasons.ru.json';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const SENTENCES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ru, en };

/** The sentence of a reason with its parameters filled in; the code itself where no sentence is known. */
export function explain({ code, params }: Reason, language: Language): string {
  const sentence = SENTENCES[language][code];
  return sentence ? sentence.replace(/\{(\w+)\}/g, (_, name: string) => shown(params[name])) : code;
}

function shown(value: ReasonParam | undefined): string {
  if (value === null || value === undefined) return '—';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
