import type { Policy } from '../../campaign/domain/policy';
import type { Reason } from '../../kernel/reason';
import en from '../reasons.en.json';
import ru from '../reasons.ru.json';
import { sayParameter } from './say-parameter';
import { fill, type Language, type Speech, word } from './speech';

const SENTENCES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { ru, en };

/**
 * The sentence of a reason for a lay reader; the code itself where no sentence is known. The policy gives documents,
 * categories, instruments and scales the names people know them by; without it they go by their keys.
 */
export function explain(reason: Reason, language: Language, policy?: Policy): string {
  const sentence = SENTENCES[language][reason.code];
  if (sentence === undefined) return reason.code;
  const speech: Speech = { language, policy, reasonOf: (code) => explain({ code, params: {} }, language) };
  const said = fill(sentence, (name) => sayParameter(reason, name, speech));
  // Something is amiss that did not decide: one way of several that a requirement may be met by.
  const harmless = reason.params.decisive === false && reason.params.state !== 'met' ? word(language, 'not-decisive') : '';
  // A parameter that has nothing to say leaves a gap.
  return `${ofMember(reason, language, policy)} ${said} ${harmless}`.replace(/ +/g, ' ').trim();
}

/** Whom of a team it is said of; the lead stands first. */
function ofMember({ params: { member } }: Reason, language: Language, policy: Policy | undefined): string {
  if (typeof member !== 'number') return '';
  const isLead = member === 1 && policy?.applicants.members?.lead === true;
  return (isLead ? word(language, 'member.lead') : word(language, 'member', { n: String(member) })) ?? '';
}
