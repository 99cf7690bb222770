import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Fault, ReasonParam } from '../../kernel/reason';

/** An entry that has to be corrected. */
export class ProblemFault implements Fault {
  @ApiProperty({ type: 'string', description: 'Where: JSON pointer into the body, or the name of the parameter.', example: '/items/3/person/birthDate' })
  readonly pointer!: string;
  @ApiProperty({ type: 'string', example: 'IS_DATE' })
  readonly code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly params!: Readonly<Record<string, ReasonParam>>;
}

/** A refusal (RFC 9457). It carries codes and places only, never a value somebody typed. */
export class Problem {
  @ApiProperty({ type: 'string', format: 'uri', example: 'urn:problem:stale-preview' })
  readonly type!: string;
  @ApiProperty({ type: 'string', example: 'Conflict' })
  readonly title!: string;
  @ApiProperty({ type: 'integer', example: 409 })
  readonly status!: number;
  @ApiProperty({ type: 'string', description: 'Stable; what a program decides by.', example: 'STALE_PREVIEW' })
  readonly code!: string;
  @ApiProperty({ type: 'string', description: 'One fixed English sentence per code.' })
  readonly detail!: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  readonly params?: Readonly<Record<string, ReasonParam>>;
  @ApiPropertyOptional({ type: () => [ProblemFault] })
  readonly faults?: readonly ProblemFault[];
  @ApiProperty({ type: 'string', description: 'Names the request in the log.' })
  readonly requestId!: string;
}
