import type { PipelineEvent, StageKind, Status } from '../../candidacy/domain/pipeline';

/** What a notice may be about. `selected`: a place was reached and a seat will be offered; `correction`: an earlier notice is taken back. */
export const OCCASIONS = ['passed', 'not-admitted', 'no-show', 'reserve', 'selected', 'enrolled', 'excluded', 'expelled', 'correction'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** A line of a decision as far as it says what is to be told. */
export interface DecidedLine {
  readonly event: PipelineEvent;
  /** Kinds of the stage decided on and of the stage it led to. */
  readonly kind: StageKind;
  readonly toKind: StageKind;
  readonly toStatus: Status;
  /** A notice of the decision that this line takes back has left, or may have. */
  readonly corrects: boolean;
}

/**
 * What the person is told of a line; null: nothing. Nobody is written to about his own leaving, nor about a pause. A
 * nomination is the nominator's own doing, which his receipt tells. What was never told needs no correction.
 */
export function occasionOf({ event, kind, toKind, toStatus, corrects }: DecidedLine): Occasion | null {
  if (kind === 'nomination' && event.startsWith('decided:')) return null;
  switch (event) {
    case 'decided:pass':
    case 'promote':
    case 'admit':
      if (toStatus === 'enrolled') return 'enrolled';
      return toKind === 'enrolment' ? 'selected' : 'passed';
    case 'decided:fail':
      return toStatus === 'withdrawn' ? null : 'not-admitted'; // in enrolment: a declined seat, his own leaving
    case 'decided:reserve':
      return 'reserve';
    case 'decided:no-show':
      return 'no-show';
    case 'exclude':
      return 'excluded';
    case 'expel':
      return 'expelled';
    case 'revert':
    case 'demote':
      return corrects ? 'correction' : null;
    case 'withdraw':
    case 'hold':
    case 'release':
    case 'graduate':
      return null;
  }
}
