import type { Calculator } from './calculator';
import { choiceCalculator } from './choice.calculator';
import { identifierCalculator } from './identifier.calculator';
import { lotteryCalculator } from './lottery.calculator';
import { replacementCalculator } from './replacement.calculator';
import { standardScoreCalculator } from './standard-score.calculator';
import { tenureCalculator } from './tenure.calculator';

/** Every calculator, for the command line, REST and OpenAPI alike. */
export const CALCULATORS: readonly Calculator[] = [
  tenureCalculator,
  choiceCalculator,
  replacementCalculator,
  standardScoreCalculator,
  identifierCalculator,
  lotteryCalculator,
];

export function findCalculator(name: string): Calculator | undefined {
  return CALCULATORS.find((calculator) => calculator.name === name);
}
