import { Module } from '@nestjs/common';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { CandidateLinkRepository } from './candidate-link.repository';
import { CandidateLinkService } from './candidate-link.service';

/** Apart from the pipeline: a link needs keys, which the queue process does not hold. */
@Module({ imports: [CryptoModule], providers: [CandidateLinkService, CandidateLinkRepository], exports: [CandidateLinkService] })
export class CandidateLinkModule {}
