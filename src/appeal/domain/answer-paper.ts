import { russianDate } from '../../kernel/calendar-date';
import type { Paper } from '../../kernel/paper';
import type { AppealOutcome } from './review-appeal';

/** What the answer to an appeal says. */
export interface AnswerFacts {
  readonly programme: string;
  readonly candidate: { readonly number: string; readonly name: string };
  readonly representative: string | null;
  readonly number: string;
  readonly receivedOn: string;
  readonly stage: string;
  readonly decidedOn: string;
  readonly outcome: AppealOutcome;
  /** In words. */
  readonly reason: string;
  readonly text: string;
  readonly sent: { readonly number: string; readonly on: string } | null;
  /** When it was reviewed, ISO 8601. */
  readonly reviewedAt: string;
}

/** The answer to an appeal, to be signed: what was objected to, how it was decided and why, where to go next. */
export function answerPaper({ programme, candidate, representative, number, receivedOn, stage, decidedOn, outcome, reason, text, sent, reviewedAt }: AnswerFacts): Paper {
  return {
    title: `Ответ на возражение № ${number}`,
    createdAt: reviewedAt,
    identity: `Возражение № ${number}, кандидат ${candidate.number}`,
    blocks: [
      { kind: 'heading', text: 'Ответ на возражение' },
      {
        kind: 'facts',
        rows: [
          ['Исходящий', sent ? `№ ${sent.number} от ${russianDate(sent.on)}` : '____________ № ____________'],
          ['Программа', programme],
          ['Кандидат', `${candidate.name}, ${candidate.number}`],
          ...(representative === null ? [] : [['Представитель', representative] as const]),
          ['Возражение', `№ ${number}, поступило ${russianDate(receivedOn)}`],
          ['Решение', `этап «${stage}», опубликовано ${russianDate(decidedOn)}`],
        ],
      },
      { kind: 'paragraph', text: outcome === 'upheld' ? 'Возражение удовлетворено. Кандидат будет оценён повторно.' : 'В удовлетворении возражения отказано.', bold: true, indent: true },
      { kind: 'paragraph', text: reason, indent: true },
      { kind: 'paragraph', text, indent: true },
      { kind: 'paragraph', text: 'Возражение рассмотрено лицом, которое не принимало обжалуемого решения, в срок не более тридцати дней (152-ФЗ, статья 16). Ответ может быть обжалован в уполномоченный орган по защите прав субъектов персональных данных или в суд.', small: true },
      { kind: 'signatures', lines: [{}] },
    ],
  };
}
