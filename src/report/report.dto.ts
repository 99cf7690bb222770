import { STATUSES } from '../candidacy/domain/pipeline';
import { PageQuery } from '../platform/http/page-query';
import { IsKey, IsOneOf } from '../platform/http/validators';
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
