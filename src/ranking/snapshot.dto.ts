import { IsSha256 } from '../platform/http/validators';

export class ReleaseSnapshotDto {
  @IsSha256({ description: '`seal` as the request answered it.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  seal!: string;
}
