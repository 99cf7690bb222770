import { apportionmentCalculator } from './apportionment.calculator';
import type { Calculator } from './calculator';
import { choiceCalculator } from './choice.calculator';
import { iccCalculator } from './icc.calculator';
import { identifierCalculator } from './identifier.calculator';
import { impactCalculator } from './impact.calculator';
import { krippendorffCalculator } from './krippendorff.calculator';
import { lotteryCalculator } from './lottery.calculator';
import { raterModelCalculator } from './rater-model.calculator';
import { replacementCalculator } from './replacement.calculator';
import { standardScoreCalculator } from './standard-score.calculator';
import { tenureCalculator } from './tenure.calculator';

/** Every calculator, for the command line, REST and OpenAPI alike. */
export const CALCULATORS: readonly Calculator[] = [
  tenureCalculator,
  choiceCalculator,
  replacementCalculator,
  iccCalculator,
  krippendorffCalculator,
  raterModelCalculator,
  standardScoreCalculator,
  identifierCalculator,
  lotteryCalculator,
  apportionmentCalculator,
  impactCalculator,
];

export function findCalculator(name: string): Calculator | undefined {
  return CALCULATORS.find((calculator) => calculator.name === name);
}
