import { fillTemplate, type TemplateText, type Variable } from './notice-template';

/** What is known of a person and of the decision about him when his notice is written. Titles in Russian. */
export interface NoticeFacts {
  readonly number: string;
  /** What is selected as people call it: the full name, a team's title. */
  readonly name: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly sex: 'female' | 'male';
  readonly programme: string;
  readonly campaign: string;
  readonly nominator: string;
  readonly stage: string;
  readonly nextStage: string;
  /** When the decision was published, and when the notice that is corrected left; days of Moscow, `YYYY-MM-DD`. */
  readonly decidedOn: string;
  readonly earlierOn: string | null;
}

export interface WrittenNotice {
  readonly subject: string;
  readonly body: string;
}

/** A notice as it will be read. */
export function writeNotice({ subject, body }: TemplateText, facts: NoticeFacts): WrittenNotice {
  const { number, name, givenName, patronymic, sex, programme, campaign, nominator, stage, nextStage, decidedOn, earlierOn } = facts;
  const values: Readonly<Record<Variable, string>> = {
    greeting: `${sex === 'female' ? 'Уважаемая' : 'Уважаемый'} ${[givenName, patronymic].filter(Boolean).join(' ')}`,
    name, number, programme, campaign, nominator, stage, nextStage,
    decidedOn: dayInWords(decidedOn),
    earlierOn: earlierOn === null ? '' : dayInWords(earlierOn),
  };
  return { subject: fillTemplate(subject, values), body: fillTemplate(body, values) };
}

const MONTHS = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];

function dayInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year} года`;
}
