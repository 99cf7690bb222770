import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Verdict } from './domain/verdict';
import { type Computation, type EarlierVerdict, VerdictRepository } from './verdict.repository';

export type { EarlierVerdict };

/** Verdicts outside the queue's work: made while a nomination is submitted, read by the stages that come later. */
@Injectable()
export class VerdictService {
  constructor(private readonly verdicts: VerdictRepository) {}

  /** Records proposals a stage made in the transaction of their decision, which stands as their batch. */
  async record(tx: Tx, decisionId: string, computation: Computation, verdicts: readonly Verdict[]): Promise<void> {
    await this.verdicts.record(tx, decisionId, computation, verdicts);
  }

  /** The newest verdicts of earlier stages about everybody who is open in a stage, in the order of public numbers. */
  async ofEarlierStages(tx: Tx, campaignId: string, openIn: string, stages: readonly string[]): Promise<EarlierVerdict[]> {
    return this.verdicts.ofEarlierStages(tx, campaignId, openIn, stages);
  }
}
