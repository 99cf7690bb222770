import { Injectable } from '@nestjs/common';
import { ApplicantService } from '../applicant/applicant.service';
import type { RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { type NominatorPlaces, NominatorService } from '../campaign/nominator.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { VerdictService } from '../candidacy/verdict.service';
import { DecisionService } from '../decision/decision.service';
import type { Fault } from '../kernel/reason';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { DeadlineService } from './deadline.service';
import { checkCompleteness } from './domain/check-completeness';
import { LetterRepository } from './letter.repository';
import { nominationIncomplete, nominatorAbsent } from './nomination.errors';
import { NominationRepository } from './nomination.repository';
import { type Batch, type Receipt, SubmissionRepository } from './submission.repository';

/** Whose nominees the caller may touch. */
export type Scope = readonly string[] | 'all';

/** What is wrong with a nominee; only errors keep him from being submitted. */
export interface NomineeFault extends Fault {
  readonly level: 'error' | 'warning';
}

/** The nominees of a list as the formal check sees them. */
export interface Judged {
  readonly nominator: NominatorPlaces;
  readonly verdicts: readonly Verdict[];
  readonly faults: readonly NomineeFault[];
  /** SHA-256 of the canonical rows, hexadecimal. */
  readonly rowsDigest: string;
}

/** The gate of the first stage: a list of nominees is judged and handed in by a named person, in time and within the places. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly nominations: NominationRepository,
    private readonly letters: LetterRepository,
    private readonly deadlines: DeadlineService,
    private readonly nominators: NominatorService,
    private readonly applicants: ApplicantService,
    private readonly candidacies: CandidacyService,
    private readonly verdicts: VerdictService,
    private readonly decisions: DecisionService,
  ) {}

  /** The formal check of what is stored: everybody must be open in the first stage (409 `NOT_IN_STAGE`), and is held there. */
  async judge(tx: Tx, campaign: RunningCampaign, nominatorId: string, candidacyIds: readonly string[]): Promise<Judged> {
    const { key, letter } = nominationStage(campaign.policy);
    await this.candidacies.requireOpenIn(tx, campaign.campaignId, key, candidacyIds, [nominatorId], { lock: true, at: (i) => `/candidacyIds/${i}` });
    const nominator = await this.requireNominator(tx, campaign, nominatorId);
    const files = await this.applicants.files(tx, candidacyIds);
    const nominees = candidacyIds.map((id) => ({ ...files.get(id)!, nominatorKind: nominator.kind }));
    const uncovered = letter === 'none' ? new Set<string>() : await this.letters.uncovered(tx, candidacyIds);
    const faults = nominees.flatMap((nominee, i): NomineeFault[] => {
      const at = { pointer: `/candidacyIds/${i}`, params: { number: nominee.number } };
      const formal = checkCompleteness(campaign.policy, nominee).map(({ code, params }) => ({ ...at, level: 'error' as const, code, params: { ...params, ...at.params } }));
      const alone = uncovered.has(nominee.candidacyId) ? [{ ...at, level: letter === 'required' ? 'error' as const : 'warning' as const, code: 'NOT_NAMED_BY_LETTER' }] : [];
      return [...formal, ...alone];
    });
    const verdicts = candidacyIds.map((candidacyId, i): Verdict => ({ candidacyId, outcome: 'pass', score: null, reasons: [], measures: {}, inputs: nominees[i] }));
    return { nominator, verdicts, faults, rowsDigest: digestOf(await this.submissions.rows(tx, candidacyIds)).toString('hex') };
  }

  /**
   * Hands a judged list in: the decision of the submitting person, published at once, and the receipt. 409
   * `NOMINATION_DEADLINE_PASSED`, `NOMINATION_NOT_OPEN_YET`, `NOMINATION_LIMIT_REACHED`; 422 `NOMINATION_INCOMPLETE` names
   * what each lacks.
   */
  async handIn(tx: Tx, campaign: RunningCampaign, batch: Batch, { nominator, verdicts, faults, rowsDigest }: Judged, begunAt: Date): Promise<Receipt> {
    const { id: batchId, candidacyIds } = batch;
    const { campaignId, policyVersion } = campaign;
    const uploads = await this.submissions.uploads(tx, candidacyIds);
    await this.deadlines.requireInTime(tx, campaign, { nominator, candidacyIds, begunAt, uploadedAt: uploads.latest });
    const errors = faults.flatMap(({ level, ...fault }) => (level === 'error' ? [fault] : []));
    if (errors.length) throw nominationIncomplete(errors);
    const { key: stage } = nominationStage(campaign.policy);
    const decisionId = newId();
    const revision = await this.nominations.nextRevision(tx, candidacyIds, stage, policyVersion);
    await this.nominators.takePlaces(tx, campaign, nominator.id, candidacyIds.length);
    await this.verdicts.record(tx, decisionId, { stage, policyVersion, revision }, verdicts);
    const decisions = candidacyIds.map((candidacyId) => ({ candidacyId, fromStatus: 'open', event: 'decided:pass', reason: null, revision }) as const);
    await this.decisions.record(tx, campaign, 'submit', stage, decisions, { id: decisionId, listDigest: rowsDigest });
    await this.submissions.setSubmitted(tx, batchId, decisionId);
    const receipt = await this.submissions.insertReceipt(tx, {
      id: newId(), batchId, campaignId, nominatorId: nominator.id, code: nominator.code, decisionId, begunAt, lines: candidacyIds.length, rowsDigest, files: uploads.files,
    });
    await tx.audit({ action: 'receipt.given', chain: campaignId, subject: receipt.id, policyVersion, lines: receipt.lines, digest: Buffer.from(rowsDigest, 'hex') });
    return receipt;
  }

  /** A list of nominees with the nominator's next ordinal. */
  async list(tx: Tx, campaign: RunningCampaign, nominatorId: string, candidacyIds: readonly string[]): Promise<Batch> {
    await this.nominators.holdPlaces(tx, campaign, nominatorId);
    return this.submissions.create(tx, campaign.campaignId, nominatorId, newId(), candidacyIds);
  }

  /** The nominator, who takes part; 404 `NOMINATOR_ABSENT`. */
  async requireNominator(tx: Tx, campaign: RunningCampaign, nominatorId: string): Promise<NominatorPlaces> {
    const nominator = (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
    if (!nominator) throw nominatorAbsent(['/nominatorId']);
    return nominator;
  }
}
