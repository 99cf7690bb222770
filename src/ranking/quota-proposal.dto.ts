import { IsFlag, IsOneOf, IsText, IsWhole, Nested } from '../platform/http/validators';
import { PROPOSAL_FAMILIES, type ProposalFamily } from './domain/propose-seats';
import { APPORTIONMENT_METHODS, type ApportionmentMethod, SEAT_QUOTAS, type SeatQuota } from './domain/seat-claims';

export class UnitWeightDto {
  @IsText(60, { description: 'A territory\'s code, the key of a group or category.', example: '36' })
  key!: string;

  @IsWhole(0, 1_000_000_000, { description: 'Inhabitants, posts, municipalities: whatever the seats are in proportion to.', example: 2_300_000 })
  weight!: number;
}

export class ProposeQuotasDto {
  @IsOneOf(PROPOSAL_FAMILIES, { example: 'territories' })
  family!: ProposalFamily;

  @IsOneOf(APPORTIONMENT_METHODS, { optional: true, description: 'Sainte-Laguë unless told.' })
  method: ApportionmentMethod = 'sainteLague';

  @IsOneOf(SEAT_QUOTAS, { optional: true, description: 'Of the largest remainder.' })
  quota?: SeatQuota;

  @IsWhole(1, 100_000, { optional: true, description: 'The seats of the ranking unless told.' })
  seats?: number;

  @Nested(() => UnitWeightDto, { optional: true, list: { min: 1, max: 500 }, description: 'In proportion to these; to the nominees unless told.' })
  weights?: UnitWeightDto[];

  @IsFlag({ optional: true, description: 'A seat at least where somebody is nominated. True unless told.' })
  leastOne = true;

  @IsWhole(1, 100_000, { optional: true, description: 'No unit gets more.', example: 4 })
  cap?: number;

  @IsOneOf(['floors', 'caps', 'both'], { optional: true, description: 'What the seats become in the draft.' })
  as: 'floors' | 'caps' | 'both' = 'both';
}
