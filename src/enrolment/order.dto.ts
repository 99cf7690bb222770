import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsOneOf, IsProse, IsReasonCode, IsSha256, IsText, IsWhole, Nested } from '../platform/http/validators';
import { ORDER_KINDS, type OrderDetails, type OrderKind } from './domain/order-paper';

export class OrderDetailsDto implements OrderDetails {
  @IsText(300, { optional: true, description: 'Who issues the order.', example: 'Высшая школа государственного управления' })
  issuer?: string;

  @IsText(60, { optional: true, description: 'Of the commission\'s protocol.', example: '3' })
  protocolNumber?: string;

  @IsCivilDate({ optional: true })
  protocolDate?: string;

  @IsText(120, { optional: true, example: 'профессиональная переподготовка' })
  programmeKind?: string;

  @IsWhole(1, 5000, { optional: true, description: 'Academic hours.', example: 500 })
  hours?: number;

  @IsText(60, { optional: true, example: 'очно-заочная' })
  form?: string;

  @IsCivilDate({ optional: true })
  startsOn?: string;

  @IsCivilDate({ optional: true })
  endsOn?: string;

  @IsText(300, { optional: true, example: 'средства федерального бюджета' })
  financing?: string;

  @IsText(200, { optional: true, description: 'Who sees to it that the order is carried out.' })
  responsible?: string;

  @IsProse(1000, { optional: true, description: 'On what grounds people are expelled.' })
  grounds?: string;

  @IsText(200, { optional: true, example: 'Директор' })
  signatoryPost?: string;

  @IsText(100, { optional: true, example: 'И. И. Иванов' })
  signatory?: string;
}

export class DraftOrderDto {
  @IsOneOf(ORDER_KINDS, { optional: true, description: '`enrolment` unless told.' })
  kind?: OrderKind;

  @IsId({ optional: true, description: 'The registered order of enrolment that is changed, or whose people are expelled.' })
  refersTo?: string;

  @Nested(() => OrderDetailsDto, { optional: true })
  details?: OrderDetailsDto;
}

export class RegisterOrderDto {
  @IsText(60, { description: 'As signed.', example: '214-у' })
  number!: string;

  @IsCivilDate()
  datedOn!: string;

  @IsSha256({ description: '`content` of the order when it was printed; its beginning stands at the foot of every page.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  content!: string;
}

export class OrderPaperQuery {
  @IsOneOf(['pdf', 'docx'], { optional: true, description: '`pdf` unless told.' })
  format?: 'pdf' | 'docx';
}

export class ExpulsionDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'OWN_WISH' })
  reason!: string;
}

export class ExpulsionsDto extends bulkOf(ExpulsionDto) {}
