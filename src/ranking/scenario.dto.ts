import type { QuotaFamily } from '../campaign/domain/policy';
import { IsDecimalRecord, IsDecimalText, IsFlag, IsOneOf, IsText, IsWhole, Nested } from '../platform/http/validators';
import type { AskedSweep } from './domain/sweep-rules';

const FAMILIES: readonly QuotaFamily[] = ['territories', 'groups', 'categories', 'cells'];
const MOST_PEOPLE = 1_000_000;

export class PassMarkDto {
  @IsDecimalText({ example: '55' })
  value!: string;

  @IsFlag()
  inclusive!: boolean;
}

export class FamilyDroppedDto {
  @IsOneOf(FAMILIES, { example: 'categories' })
  family!: QuotaFamily;

  @IsOneOf(['floors', 'caps', 'both'], { example: 'floors' })
  limits!: 'floors' | 'caps' | 'both';
}

export class BoundChangeDto {
  @IsOneOf(FAMILIES, { example: 'territories' })
  family!: QuotaFamily;

  @IsText(120, { description: 'A territory\'s code or `each`; the key of a group or category; a cell as `territory/category`.', example: 'each' })
  key!: string;

  @IsWhole(0, MOST_PEOPLE, { optional: true, nullable: true, description: 'Null lifts the floor.' })
  min?: number | null;

  @IsWhole(0, MOST_PEOPLE, { optional: true, nullable: true, description: 'Null lifts the cap.', example: 3 })
  max?: number | null;
}

export class ScenarioChangesDto {
  @IsDecimalRecord(20, { optional: true, description: 'Stage → its weight in the score.', example: { diagnostics: '0.4', potential: '0.6' } })
  weights?: Record<string, string>;

  @Nested(() => PassMarkDto, { optional: true, nullable: true, description: 'Null: no pass mark.' })
  minScore?: PassMarkDto | null;

  @IsWhole(0, MOST_PEOPLE, { optional: true })
  seats?: number;

  @Nested(() => FamilyDroppedDto, { optional: true, list: { max: 4 } })
  drop?: FamilyDroppedDto[];

  @Nested(() => BoundChangeDto, { optional: true, list: { max: 500 } })
  bounds?: BoundChangeDto[];

  @IsFlag({ optional: true, description: 'People\'s departures from the run, its locks and exclusions, still hold. True unless told.' })
  keepDepartures = true;
}

export class PlayScenarioDto {
  @Nested(() => ScenarioChangesDto)
  changes!: ScenarioChangesDto;
}

export class SaveScenarioDto extends PlayScenarioDto {
  @IsText(200, { example: 'At most three of a region' })
  title!: string;
}

export class SweepDto implements AskedSweep {
  @IsOneOf(['min-score', 'seats', 'bound', 'families'], { example: 'seats' })
  over!: AskedSweep['over'];

  @IsDecimalText({ optional: true, example: '150' })
  from?: string;

  @IsDecimalText({ optional: true, example: '170' })
  to?: string;

  @IsDecimalText({ optional: true, example: '5', description: 'Greater than zero. At most 200 values are played.' })
  step?: string;

  @IsOneOf(FAMILIES, { optional: true, description: 'Of the limit that is varied.' })
  family?: QuotaFamily;

  @IsText(120, { optional: true, description: 'Of the limit that is varied.' })
  key?: string;

  @IsOneOf(['min', 'max'], { optional: true, description: 'Which limit is varied.' })
  limit?: 'min' | 'max';
}

export class PlaySweepDto {
  @Nested(() => SweepDto)
  sweep!: SweepDto;

  @Nested(() => ScenarioChangesDto, { optional: true, description: 'Kept the same at every step.' })
  changes: ScenarioChangesDto = new ScenarioChangesDto();
}

export class StabilityDto {
  @IsWhole(100, 1000, { optional: true, description: 'How often every score is redrawn.' })
  redraws = 500;

  @IsText(100, { description: 'The same seed gives the same answer.', example: 'commission-1' })
  seed!: string;

  @IsDecimalText({ optional: true, description: 'Standard error of the final score, in points.' })
  sem?: string;

  @IsDecimalText({ optional: true, description: 'Reliability of the final score, 0 to 1; the error is SD · √(1 − reliability).', example: '0.85' })
  reliability?: string;
}
