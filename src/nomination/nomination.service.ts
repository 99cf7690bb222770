import { Injectable } from '@nestjs/common';
import { DocumentService } from '../applicant/document.service';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { NominatorService } from '../campaign/nominator.service';
import { CandidacyService, type CandidacyState } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { DeadlineService, type ShownDeadline } from './deadline.service';
import { warnOfMunicipalities } from './domain/check-municipalities';
import { peopleOf } from './domain/nominee-of';
import { EntryService, type Wish } from './entry.service';
import type { EnteredNominationDto, NomineeDto, WrittenNomination } from './nomination.dto';
import { externalIdTwice, nominationsRefused, nomineesSubmitted, nomineeSubmitted } from './nomination.errors';
import { type KnownNominee, NominationRepository, type NomineeRow } from './nomination.repository';
import type { Scope } from './submission.service';

/** A nominator's plan in a campaign: places, how many are taken, and until when. */
export interface NominationPlan {
  readonly nominatorId: string;
  readonly code: string;
  readonly title: string;
  readonly places: number | null;
  readonly used: number;
  readonly remaining: number | null;
  readonly drafts: number;
  readonly deadline: ShownDeadline;
}

/** Nominators put people forward: entered as drafts, complete or not, and changed or deleted until they are submitted. */
@Injectable()
export class NominationService {
  constructor(
    private readonly database: Database,
    private readonly nominations: NominationRepository,
    private readonly entries: EntryService,
    private readonly deadlines: DeadlineService,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
    private readonly candidacies: CandidacyService,
    private readonly documents: DocumentService,
  ) {}

  /**
   * Enters nominations, all or none, and gives their public numbers in order. `pointers` says where in the request each
   * stands. Who carries a number (`externalId`) his nominator has used is that nominee: written anew while he is a draft,
   * 409 `NOMINEE_SUBMITTED` afterwards, left alone when nothing changes. 404 `NOMINATOR_ABSENT`; 422 `EXTERNAL_ID_TWICE`; 422 `NOMINATIONS_REFUSED` and `PERSON_ALREADY_NOMINATED` list every fault.
   */
  async enter(caller: Caller, campaignId: string, scope: Scope, wishes: readonly WrittenNomination[], pointers: readonly string[]): Promise<EnteredNominationDto[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const named = wishes.map((wish, i): Wish => ({ wish, pointer: pointers[i]! }));
      const known = await this.known(tx, campaign, scope, named);
      const written = named.filter(({ wish }) => known.get(wish)?.content !== this.entries.contentOf(wish));
      await this.entries.clear(tx, written.flatMap(({ wish }) => known.get(wish)?.candidacyId ?? []));
      const { entries, faults } = await this.entries.examine(tx, campaign, scope, written);
      const again = entries.flatMap((entry) => (known.has(entry.wish) ? [{ ...entry, ...known.get(entry.wish)! }] : []));
      const moved = again.flatMap(({ pointer, number, region, nominee }) => (region === nominee.region ? [] : [{ pointer, code: 'REGION_OF_NUMBER', params: { number } }]));
      if (faults.length || moved.length) throw nominationsRefused([...faults, ...moved]);
      await this.entries.rewrite(tx, campaign, again);
      const fresh = entries.filter(({ wish }) => !known.has(wish));
      const numbered = await this.entries.enter(tx, campaign, fresh);
      const entered = wishes.map((wish): EnteredNominationDto => {
        const { candidacyId, number } = known.get(wish) ?? numbered[fresh.findIndex((entry) => entry.wish === wish)]!;
        return { candidacyId, number };
      });
      await tx.audit({ action: 'nomination.entered', chain: campaignId, policyVersion: campaign.policyVersion, lines: entered.length, digest: digestOf(entered) });
      return entered.map((one, i) => ({ ...one, ...warningsOf(named[i]!) }));
    });
  }

  /** Writes a draft anew; it keeps its number. 409 `NOMINEE_SUBMITTED`; 422 `NOMINATIONS_REFUSED`. */
  async replace(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, wish: WrittenNomination): Promise<EnteredNominationDto> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const draft = await this.requireDraft(tx, campaign, scope, candidacyId);
      await this.entries.clear(tx, [candidacyId]);
      const { entries, faults } = await this.entries.examine(tx, campaign, [draft.nominatorId], [{ wish, pointer: '' }]);
      const moved = entries[0]!.nominee.region === draft.region ? [] : [{ pointer: '', code: 'REGION_OF_NUMBER', params: { number: draft.number } }];
      if (faults.length || moved.length) throw nominationsRefused([...faults, ...moved]);
      await this.entries.rewrite(tx, campaign, [{ ...entries[0]!, candidacyId }]);
      await tx.audit({ action: 'nomination.changed', chain: campaignId, subject: candidacyId, policyVersion: campaign.policyVersion });
      return { candidacyId, number: draft.number, ...warningsOf({ wish, pointer: '' }) };
    });
  }

  /** Deletes a draft with everything written about it; its number is not given again. 409 `NOMINEE_SUBMITTED`. */
  async remove(caller: Caller, campaignId: string, scope: Scope, candidacyId: string): Promise<EnteredNominationDto> {
    let files: readonly string[] = [];
    const removed = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { number, version } = await this.requireDraft(tx, campaign, scope, candidacyId);
      if (version > 0) throw nomineeSubmitted(number); // history speaks of him: he leaves by an exit
      files = await this.documents.namesOf(tx, candidacyId);
      await this.entries.clear(tx, [candidacyId]);
      await this.nominations.remove(tx, candidacyId);
      await tx.audit({ action: 'nomination.deleted', chain: campaignId, subject: candidacyId, policyVersion: campaign.policyVersion });
      return { candidacyId, number };
    });
    await this.documents.discard(files);
    return removed;
  }

  /** The caller's own nominees, each where the last published decision left him. */
  async list(caller: Caller, campaignId: string, scope: Scope, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<NomineeRow>> {
    const rows = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      return this.nominations.page(tx, campaignId, nominationStage(campaign.policy).key, scope === 'all' ? [] : scope, after ?? null, limit + 1);
    });
    return pageOf(rows, limit, (nominee) => nominee.number);
  }

  /** Plan, used and remaining of the caller's own nominators, with the deadline by their clock. */
  async plans(caller: Caller, campaignId: string, scope: Scope): Promise<NominationPlan[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const enrolled = await this.nominators.enrolled(tx, campaign, scope === 'all' ? [] : scope);
      const drafts = await this.nominations.countDrafts(tx, campaignId, nominationStage(campaign.policy).key, [...enrolled.keys()]);
      const plans: NominationPlan[] = [];
      for (const nominator of enrolled.values()) {
        const { id, code, title, places, used } = nominator;
        const deadline = await this.deadlines.shown(tx, campaign, nominator);
        plans.push({ nominatorId: id, code, title, places, used, remaining: places === null ? null : places - used, drafts: drafts.get(id) ?? 0, deadline });
      }
      return plans;
    });
  }

  /** Nominees whom the nominator has named by the same number before. 409 `NOMINEE_SUBMITTED` where one is to be changed too late, 422 `EXTERNAL_ID_TWICE`. */
  private async known(tx: Tx, { campaignId, policy }: RunningCampaign, scope: Scope, wishes: readonly Wish[]): Promise<Map<WrittenNomination, KnownNominee>> {
    const named = wishes.flatMap(({ wish, pointer }) => {
      const { nominatorId, externalId } = wish;
      return externalId !== undefined && (scope === 'all' || scope.includes(nominatorId)) ? [{ wish, pointer, nominatorId, externalId, key: `${nominatorId} ${externalId}` }] : [];
    });
    const first = new Map(named.toReversed().map((one) => [one.key, one]));
    const twice = named.filter((one) => first.get(one.key) !== one);
    if (twice.length) throw externalIdTwice(twice.map(({ pointer }) => `${pointer}/externalId`));
    const rows = new Map((await this.nominations.byExternalId(tx, campaignId, named)).map((row) => [`${row.nominatorId} ${row.externalId}`, row]));
    const found = named.flatMap(({ wish, pointer, key }) => (rows.has(key) ? [{ wish, pointer, row: rows.get(key)! }] : []));
    const late = found.filter(({ wish, row }) => !(row.stage === nominationStage(policy).key && row.status === 'open') && row.content !== this.entries.contentOf(wish));
    if (late.length) throw nomineesSubmitted(late.map(({ pointer, row: { number } }) => ({ pointer, code: 'NOMINEE_SUBMITTED', params: { number } })));
    return new Map(found.map(({ wish, row }) => [wish, row]));
  }

  private async requireDraft(tx: Tx, { campaignId, policy }: RunningCampaign, scope: Scope, candidacyId: string): Promise<CandidacyState> {
    const [candidacy] = await this.candidacies.require(tx, campaignId, [candidacyId], scope, { lock: true, at: () => '/candidacyId' });
    const { number, stage, status } = candidacy!;
    if (stage !== nominationStage(policy).key || status !== 'open') throw nomineeSubmitted(number);
    return candidacy!;
  }
}

function warningsOf({ wish, pointer }: Wish): Pick<EnteredNominationDto, 'warnings'> {
  const warnings = peopleOf<NomineeDto>(wish).flatMap(({ employment, pointer: at }) => warnOfMunicipalities(employment).map((warning) => ({ ...warning, pointer: pointer + at + warning.pointer })));
  return warnings.length ? { warnings } : {};
}
