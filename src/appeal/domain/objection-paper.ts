import { russianDate } from '../../kernel/calendar-date';
import type { Paper } from '../../kernel/paper';

/** An objection typed in by the candidate himself, with what it is against. */
export interface ObjectionFacts {
  readonly programme: string;
  readonly campaign: string;
  readonly candidate: string;
  readonly stage: string;
  readonly publishedOn: string;
  readonly text: string;
  /** Moscow's clock, `2026-08-20 14:05`. */
  readonly receivedAt: string;
  /** The same moment, ISO 8601. */
  readonly at: string;
}

/** The objection as a paper: from here it is handled like one that came as a scan. */
export function objectionPaper({ programme, campaign, candidate, stage, publishedOn, text, receivedAt, at }: ObjectionFacts): Paper {
  const [day = '', time = ''] = receivedAt.split(' ');
  return {
    title: `Возражение, кандидат ${candidate}`,
    createdAt: at,
    identity: `Возражение, кандидат ${candidate}`,
    blocks: [
      { kind: 'heading', text: 'Возражение' },
      {
        kind: 'facts',
        rows: [
          ['Программа', programme],
          ['Отбор', campaign],
          ['Кандидат', candidate],
          ['Решение', `этап «${stage}», опубликовано ${russianDate(publishedOn)}`],
          ['Поступило', `${russianDate(day)} в ${time} по московскому времени, по ссылке кандидата`],
        ],
      },
      ...text.split('\n').filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', text: line, indent: true }) as const),
    ],
  };
}
