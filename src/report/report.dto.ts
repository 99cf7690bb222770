import { STATUSES } from '../candidacy/domain/pipeline';
import { Limit, PageQuery } from '../platform/http/page-query';
import { IsDecimalText, IsKey, IsOneOf, IsReasonCode } from '../platform/http/validators';
import { EXPLANATION_LEVELS, type ExplanationLevel } from './domain/disclose-explanation';
import { type Language, LANGUAGES } from './domain/speech';

export class CandidaciesQuery extends PageQuery {
  @IsKey({ optional: true })
  stage?: string;

  @IsOneOf(STATUSES, { optional: true })
  status?: string;
}

export class ExplainQuery {
  @IsOneOf(LANGUAGES, { optional: true, description: 'Adds the sentence of every reason in this language.' })
  explain?: Language;
}

export class OwnExplanationsQuery extends PageQuery {
  @IsOneOf(LANGUAGES, { optional: true, description: 'Adds the sentence of every reason in this language.' })
  explain?: Language;
}

export class ExplanationsQuery extends OwnExplanationsQuery {
  @IsReasonCode({ optional: true, description: 'Only those with this reason.', example: 'REGION_CAP' })
  reason?: string;
}

export class ExplanationQuery extends ExplainQuery {
  @IsOneOf(EXPLANATION_LEVELS, { optional: true, description: 'As whom it is read; `officer` unless told.' })
  level: ExplanationLevel = 'officer';
}

export class CutOffsQuery extends Limit {
  @IsDecimalText({ optional: true, description: '`next` of the page before: only lower scores.' })
  after?: string;
}
