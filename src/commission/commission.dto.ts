import type { PaperFormat } from '../platform/paper/paper-types';
import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsMatch, IsOneOf, IsProse, IsReasonCode, IsRegionCode, IsText, IsWhole, Nested } from '../platform/http/validators';
import type { ItemKind } from './agenda.repository';
import { type Vote, VOTES } from './domain/decide-item';
import type { MemberRole } from './member.repository';

/** More members than any commission has. */
const MOST_MEMBERS = 100;
const INN = /^[0-9]{10}$/;

export class MemberDto {
  @IsText(200, { example: 'Примеров Алексей Андреевич' })
  name!: string;

  @IsText(300, { example: 'Проректор' })
  post!: string;

  @IsText(300, { optional: true, example: 'Академия' })
  organisation?: string;

  @IsMatch('IS_INN', INN, { optional: true, description: 'ИНН of the organisation: whoever comes from it cannot be judged by this member.' })
  organisationInn?: string;

  @IsRegionCode({ optional: true })
  region?: string;

  @IsOneOf(['chair', 'deputy', 'member'])
  role!: MemberRole;

  @IsCivilDate({ description: 'First day of the membership.', example: '2026-01-15' })
  since!: string;
}

export class MembersDto extends bulkOf(MemberDto) {}

export class EndMembershipDto {
  @IsId()
  memberId!: string;

  @IsCivilDate({ description: 'Last day of the membership.', example: '2026-06-30' })
  until!: string;
}

export class EndMembershipsDto extends bulkOf(EndMembershipDto) {}

export class MeetingDto {
  @IsCivilDate({ example: '2026-06-15' })
  heldOn!: string;

  @IsText(300, { example: 'Москва, проспект Вернадского, 82' })
  place!: string;

  @IsText(200, { description: 'Who keeps the protocol; no member by that.', example: 'Секретарёва Мария Ивановна' })
  secretary!: string;
}

export class ItemDto {
  @IsOneOf(['list', 'run', 'tie', 'departure', 'appeal'], { description: 'list: a checked list of marks; run: a ranking; tie: a place among equals; departure, appeal: one person.' })
  kind!: ItemKind;

  @IsId({ optional: true, description: 'Of a list.' })
  listId?: string;

  @IsId({ optional: true, description: 'Of a run or a tie.' })
  runId?: string;

  @IsId({ optional: true, description: 'Whom a tie, a departure or an appeal is about.' })
  candidacyId?: string;

  @IsOneOf(['pass', 'fail'], { optional: true, description: 'Of a departure: what is to be decided about the person.' })
  proposal?: 'pass' | 'fail';
}

export class ItemsDto extends bulkOf(ItemDto) {}

export class AttendanceDto {
  @IsId({ list: { max: MOST_MEMBERS }, description: 'Members who were there.' })
  present!: string[];

  @IsId({ description: 'The chair or a deputy, one of those present.' })
  presidingId!: string;
}

class NamedVoteDto {
  @IsId()
  memberId!: string;

  @IsOneOf(VOTES)
  vote!: Vote;
}

class CountsDto {
  @IsWhole(0, MOST_MEMBERS)
  for!: number;

  @IsWhole(0, MOST_MEMBERS)
  against!: number;

  @IsWhole(0, MOST_MEMBERS)
  abstained!: number;
}

class RecusalDto {
  @IsId()
  memberId!: string;

  @IsReasonCode({ example: 'MEMBER_TIED' })
  reason!: string;
}

class DissentDto {
  @IsId()
  memberId!: string;

  @IsProse(10_000, { description: 'The dissenting opinion; stands in the protocol.' })
  text!: string;
}

export class VotesDto {
  @IsId()
  itemId!: string;

  @Nested(() => NamedVoteDto, { optional: true, list: { max: MOST_MEMBERS }, description: 'Where the policy has votes by name.' })
  votes?: NamedVoteDto[];

  @Nested(() => CountsDto, { optional: true, description: 'Where the policy has votes counted.' })
  counts?: CountsDto;

  @IsOneOf(VOTES, { optional: true, description: 'Of the one who presided, where counted votes are equal.' })
  presidingVote?: Vote;

  @Nested(() => RecusalDto, { optional: true, list: { max: MOST_MEMBERS } })
  recusals: RecusalDto[] = [];

  @Nested(() => DissentDto, { optional: true, list: { max: MOST_MEMBERS } })
  dissents: DissentDto[] = [];
}

export class VotesOnItemsDto extends bulkOf(VotesDto) {}

export class ProtocolDto {
  @IsText(100, { example: '3' })
  number!: string;

  @IsCivilDate({ example: '2026-06-16' })
  date!: string;
}

export class PaperQuery {
  @IsOneOf(['pdf', 'docx'], { optional: true, description: 'pdf unless told.' })
  format: PaperFormat = 'pdf';
}
