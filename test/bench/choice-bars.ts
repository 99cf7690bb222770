import { median } from './comparison';

/** A bar of the choice: most CPU seconds allowed, or how many times as long HiGHS takes at least. */
export interface ChoiceBar {
  readonly key: ChoiceMeasure;
  readonly title: string;
  readonly seconds: number | null;
  readonly times: number | null;
}

export type ChoiceMeasure = 'margins' | 'highs' | 'hundred-thousand' | 'million' | 'what-if';

export const CHOICE_BARS: readonly ChoiceBar[] = [
  { key: 'margins', title: '565 people, 161 seats, all margins', seconds: 0.1, times: null },
  { key: 'highs', title: '10 000 people, 161 seats, HiGHS (linear programme) on the same instance', seconds: null, times: 15 },
  { key: 'hundred-thousand', title: '100 000 people, 161 seats', seconds: 1, times: null },
  { key: 'million', title: '1 000 000 people, 161 seats', seconds: 5, times: null },
  { key: 'what-if', title: 'a what-if step on 5 000 people', seconds: 0.05, times: null },
];

/** CPU seconds of the service and, where it is compared, of the other; one pair a round. */
export type ChoiceMeasured = Readonly<Record<ChoiceMeasure, readonly { readonly own: number; readonly other: number | null }[]>>;

/** Figures beside the bars: not judged. */
export interface ChoiceFigures {
  readonly measured: ChoiceMeasured;
  /** Seconds of what hangs on a choice, by what it is. */
  readonly beside: Readonly<Record<string, number>>;
}

/** One line a bar, and what else was measured. A ratio is how often the work fits into what is allowed, or into what HiGHS takes. */
export function judgeChoice({ measured, beside }: ChoiceFigures): { readonly passed: boolean; readonly lines: readonly string[] } {
  const judged = CHOICE_BARS.map(({ key, title, seconds, times }) => {
    const found = measured[key].map(({ own, other }) => (other ?? seconds ?? NaN) / own);
    const least = times ?? 1;
    const passed = median(found) >= least;
    const [own, unit] = [median(measured[key].map((each) => each.own)), seconds === null ? 'of HiGHS' : `of ${seconds} s`];
    return { passed, line: `${passed ? 'pass' : 'FAIL'}  ${title}: ${own.toFixed(3)} s, ${median(found).toFixed(1)} (${Math.min(...found).toFixed(1)}-${Math.max(...found).toFixed(1)}) times into the time ${unit}, at least ${least} wanted` };
  });
  const others = Object.entries(beside).map(([what, seconds]) => `      ${what}: ${seconds.toFixed(3)} s`);
  return { passed: judged.every(({ passed }) => passed), lines: [...judged.map(({ line }) => line), ...others] };
}
