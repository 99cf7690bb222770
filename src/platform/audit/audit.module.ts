import { Module } from '@nestjs/common';
import { AnchorService } from './anchor.service';

/** What guards the audit in the process that writes most of it. */
@Module({ providers: [AnchorService] })
export class AuditModule {}
