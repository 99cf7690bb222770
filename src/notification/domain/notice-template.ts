import type { Fault } from '../../kernel/reason';
import type { Occasion } from './occasion-of';

/** To whom a notice goes: the person it is about, or whoever put him forward. */
export const RECIPIENTS = ['candidate', 'nominator'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** What a template may name, written `{{name}}`. */
export const VARIABLES = ['greeting', 'name', 'number', 'programme', 'campaign', 'nominator', 'stage', 'decidedOn', 'nextStage', 'earlierOn'] as const;
export type Variable = (typeof VARIABLES)[number];

/** Texts as an officer writes them: one line and several. */
export interface TemplateText {
  readonly recipient: Recipient;
  readonly subject: string;
  readonly body: string;
}

export const TEMPLATE_FAULTS = ['VARIABLE_UNKNOWN', 'VARIABLE_NOT_HERE', 'VARIABLE_MISSING', 'VARIABLE_PERSONAL', 'BRACES_UNPAIRED', 'OCCASION_TWICE', 'DRAFT_CHANGED'] as const;
export type TemplateFaultCode = (typeof TEMPLATE_FAULTS)[number];

/** Known for one occasion only. */
const ONLY_FOR: Readonly<Partial<Record<Variable, Occasion>>> = { nextStage: 'passed', earlierOn: 'correction' };
/** Without these a text could be about anybody and anything. */
const ALWAYS: readonly Variable[] = ['name', 'programme'];
const ALSO: Readonly<Partial<Record<Occasion, readonly Variable[]>>> = { correction: ['earlierOn'] };
/** Subjects stand in the logs of every mail server on the way. */
const PERSONAL: readonly Variable[] = ['greeting', 'name'];

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What is wrong with a template for the occasion, with the name of each variable; nothing: it may be approved. */
export function checkTemplate(occasion: Occasion, { subject, body }: TemplateText): Fault<TemplateFaultCode>[] {
  const faults: Fault<TemplateFaultCode>[] = [];
  const texts = { subject, body };
  for (const part of ['subject', 'body'] as const) {
    const refuse = (code: TemplateFaultCode, params: Fault['params'] = {}): unknown => faults.push({ pointer: `/${part}`, code, params });
    for (const name of new Set(namesIn(texts[part]))) {
      if (!isVariable(name)) refuse('VARIABLE_UNKNOWN', { variable: name.slice(0, 60), allowed: allowedFor(occasion) });
      else if ((ONLY_FOR[name] ?? occasion) !== occasion) refuse('VARIABLE_NOT_HERE', { variable: name, allowed: allowedFor(occasion) });
      else if (part === 'subject' && PERSONAL.includes(name)) refuse('VARIABLE_PERSONAL', { variable: name });
    }
    if (/\{\{|\}\}/.test(texts[part].replace(PLACE, ''))) refuse('BRACES_UNPAIRED');
  }
  const named = new Set(namesIn(body));
  for (const variable of [...ALWAYS, ...(ALSO[occasion] ?? [])]) {
    if (!named.has(variable)) faults.push({ pointer: '/body', code: 'VARIABLE_MISSING', params: { variable } });
  }
  return faults;
}

/** The text with its variables filled in. What a person is called is put in as it is: a name with braces names no variable. */
export function fillTemplate(text: string, values: Readonly<Record<Variable, string>>): string {
  return text.replace(PLACE, (place, name: string) => (isVariable(name) ? values[name] : place));
}

/** The variables a template for the occasion may name. */
export function allowedFor(occasion: Occasion): readonly Variable[] {
  return VARIABLES.filter((variable) => (ONLY_FOR[variable] ?? occasion) === occasion);
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1]!);
}

function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name);
}
