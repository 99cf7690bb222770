import { IsFlag, IsId, IsOneOf, IsSha256, IsText, IsWhole, Nested } from '../platform/http/validators';
import { STREAM_FAMILIES, type StreamFamily } from './domain/split-streams';

export class StreamLimitDto {
  @IsOneOf(STREAM_FAMILIES, { example: 'category' })
  family!: StreamFamily;

  @IsText(120, { description: 'A territory\'s code, the key of a group or category, `female` or `male`.', example: 'head' })
  value!: string;

  @IsWhole(0, 100_000, { description: 'Of them in any one stream.', example: 40 })
  max!: number;
}

export class SettledStreamDto {
  @IsId()
  candidacyId!: string;

  @IsWhole(1, 20, { example: 1 })
  stream!: number;
}

export class PreviewStreamsDto {
  @IsText(100, { description: 'Decides between splits that are equally even; the same seed gives the same split.', example: 'protocol-12' })
  seed!: string;

  @Nested(() => StreamLimitDto, { optional: true, list: { max: 200 } })
  limits: StreamLimitDto[] = [];

  @Nested(() => SettledStreamDto, { optional: true, list: { max: 500 }, description: 'People whose stream is settled.' })
  fixed: SettledStreamDto[] = [];

  @IsFlag({ optional: true, description: 'Whoever is in a saved stream stays in it. True unless told.' })
  keepsSaved = true;
}

export class SaveStreamsDto extends PreviewStreamsDto {
  @IsSha256({ description: '`digest` of the preview.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;
}
