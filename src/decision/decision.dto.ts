import { NumberInQuery, PageQuery } from '../platform/http/page-query';
import { bulkOf } from '../platform/http/bulk';
import { IsId, IsKey, IsOneOf, IsReasonCode, IsRegionCode, IsSha256, IsWhole, Nested } from '../platform/http/validators';
import type { DecidedOutcome } from './domain/decide-list';
import { KNOWN_REASONS } from './domain/known-reasons';

/** A list of any size is confirmed at once; departures are named one by one. */
const MOST_PEOPLE = 1_000_000;

export class PreviewQuery extends PageQuery {
  @NumberInQuery()
  @IsWhole(0, MOST_PEOPLE, { optional: true, description: 'Revision of verdicts: the number of a ranking run. The newest unless told.' })
  revision?: number;
}

export class DepartureDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(['pass', 'fail', 'reserve', 'no-show'])
  outcome!: DecidedOutcome;

  @IsReasonCode({ description: `Any code; these have a sentence: ${KNOWN_REASONS.join(', ')}.`, example: 'COMMISSION_DECIDED' })
  reason!: string;
}

/** What was shown and where the person departs from it. */
export class ConfirmListDto {
  @IsWhole(0, MOST_PEOPLE, { description: '`count` of the preview.', example: 2 })
  count!: number;

  @IsSha256({ description: '`digest` of the preview.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;

  @IsId({ optional: true, list: { min: 1, max: 500 }, description: 'Decide these only.' })
  candidacyIds?: string[];

  @Nested(() => DepartureDto, { optional: true, list: { max: 500 } })
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

export class LeaveDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'OWN_WISH' })
  reason!: string;
}

export class LeavesDto extends bulkOf(LeaveDto) {}

const OUTCOMES = ['pass', 'fail', 'no-show'];

/** Marks of another officer are not overwritten unseen. */
const AT_VERSION = { description: '`version` of the list as it was read; 0 where nobody is marked.', example: 0 };

class AtVersion {
  @IsWhole(0, MOST_PEOPLE, AT_VERSION)
  version!: number;
}

export class MarkFilterDto {
  @IsOneOf(['pass', 'fail', 'reserve', 'undetermined'], { optional: true, description: 'What the engine proposes.' })
  proposed?: 'pass' | 'fail' | 'reserve' | 'undetermined';

  @IsRegionCode({ optional: true })
  region?: string;

  @IsKey({ optional: true, description: 'A category of the policy.', example: 'head' })
  category?: string;

  @IsId({ optional: true })
  nominatorId?: string;
}

export class MarkItemDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(OUTCOMES)
  outcome!: 'pass' | 'fail' | 'no-show';

  @IsReasonCode({ optional: true, description: `Where the mark departs from the proposal. Any code; these have a sentence: ${KNOWN_REASONS.join(', ')}.` })
  reason?: string;
}

export class MarkDto extends MarkItemDto {
  @IsWhole(0, MOST_PEOPLE, AT_VERSION)
  version!: number;
}

export class MarksDto extends bulkOf(MarkItemDto) {
  @IsWhole(0, MOST_PEOPLE, AT_VERSION)
  version!: number;
}

export class MarkProposedDto extends AtVersion {
  @Nested(() => MarkFilterDto, { optional: true, description: 'Everybody unless told.' })
  filter?: MarkFilterDto;
}

export class ClearMarksDto extends AtVersion {
  @IsId({ optional: true, list: { min: 1, max: 500 } })
  candidacyIds?: string[];

  @Nested(() => MarkFilterDto, { optional: true, description: 'Whom to clear where nobody is named; everybody unless told.' })
  filter?: MarkFilterDto;
}

class ShownDto {
  @IsWhole(0, MOST_PEOPLE, { example: 2 })
  count!: number;

  @IsSha256({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;
}

export class ConfirmMarksDto extends ShownDto {
  @Nested(() => ShownDto, { description: '`count` and `digest` of those shown one by one, from the last of their pages.' })
  singly!: ShownDto;
}
