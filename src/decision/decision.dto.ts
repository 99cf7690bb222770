import { Type } from 'class-transformer';
import { PageQuery } from '../platform/http/page-query';
import { bulkOf } from '../platform/http/bulk';
import { IsId, IsKey, IsMatch, IsOneOf, IsReasonCode, IsWhole, Nested } from '../platform/http/validators';
import type { DecidedOutcome } from './domain/decide-list';

const SHA_256 = /^[0-9a-f]{64}$/;
/** A list of any size is confirmed at once; departures are named one by one. */
const MOST_PEOPLE = 1_000_000;

export class PreviewQuery extends PageQuery {
  @Type(() => Number)
  @IsWhole(0, MOST_PEOPLE, { optional: true, description: 'Revision of verdicts: the number of a ranking run. The newest unless told.' })
  revision?: number;
}

export class DepartureDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(['pass', 'fail', 'reserve', 'no-show'])
  outcome!: DecidedOutcome;

  @IsReasonCode({ example: 'COMMISSION_DECIDED' })
  reason!: string;
}

/** What was shown and where the person departs from it. */
export class ConfirmListDto {
  @IsWhole(0, MOST_PEOPLE, { description: '`count` of the preview.' })
  count!: number;

  @IsMatch('IS_SHA256', SHA_256, { description: '`digest` of the preview.' })
  digest!: string;

  @IsId({ optional: true, list: { min: 1, max: 500 }, description: 'Decide these only.' })
  candidacyIds?: string[];

  @Nested(() => DepartureDto, { list: { max: 500 } })
  departures: DepartureDto[] = [];
}

export class ConfirmDto extends ConfirmListDto {
  @IsKey({ example: 'tenure' })
  stage!: string;
}

export class RevertDto {
  @IsReasonCode({ example: 'ENTERED_BY_MISTAKE' })
  reason!: string;
}

export class ExitDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(['withdraw', 'exclude', 'hold', 'release'])
  event!: 'withdraw' | 'exclude' | 'hold' | 'release';

  @IsReasonCode({ example: 'OWN_WISH' })
  reason!: string;
}

export class ExitsDto extends bulkOf(ExitDto) {}
