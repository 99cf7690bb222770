import { Nested } from '../platform/http/validators';
import { NamedDepartureDto } from '../ranking/ranking.dto';

export class ReplaceDto {
  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'The commission\'s choice where a replacement ended in a tie.' })
  locks: NamedDepartureDto[] = [];
}
