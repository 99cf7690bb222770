import { Injectable } from '@nestjs/common';
import { ApplicantService } from '../applicant/applicant.service';
import { PositionService } from '../applicant/position.service';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import type { Policy } from '../campaign/domain/policy';
import { NominatorService } from '../campaign/nominator.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { VerdictService } from '../candidacy/verdict.service';
import { DecisionService } from '../decision/decision.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { checkCompleteness, type Nominee } from './domain/check-completeness';
import type { EnteredNominationDto, NominateDto, NominateTeamDto, NomineeDto, SubmitNominationsDto, SubmittedNominationsDto } from './nomination.dto';
import { namedTwice, nominationIncomplete, nominationsRefused, nominatorAbsent } from './nomination.errors';
import { NominationRepository, type NomineeRow } from './nomination.repository';

/** Whose nominees the caller may touch. */
export type Scope = readonly string[] | 'all';

/** A person or a team to be entered: who they are, and where in the request each of them stands. */
interface Wish extends Pick<NominateDto, 'nominatorId' | 'category' | 'documents'> {
  readonly pointer: string;
  readonly kind: 'person' | 'team';
  readonly title: string | null;
  readonly members: readonly (NomineeDto & { readonly role: 'self' | 'lead' | 'member'; readonly pointer: string })[];
}

/** A nomination that is about to be entered, with what follows from the policy. */
interface Entry {
  readonly wish: Wish;
  readonly nominee: Nominee;
}

/** Nominators put people forward: entered as drafts, complete or not, then submitted by a named person for good. */
@Injectable()
export class NominationService {
  constructor(
    private readonly database: Database,
    private readonly nominations: NominationRepository,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
    private readonly applicants: ApplicantService,
    private readonly positions: PositionService,
    private readonly candidacies: CandidacyService,
    private readonly verdicts: VerdictService,
    private readonly decisions: DecisionService,
  ) {}

  /**
   * Enters nominations, all or none, and gives their public numbers in order. `pointers` says where in the request each
   * stands. 404 `NOMINATOR_ABSENT`; 422 `NOMINATIONS_REFUSED` and `PERSON_ALREADY_NOMINATED` list every fault.
   */
  async enter(caller: Caller, campaignId: string, scope: Scope, wishes: readonly NominateDto[], pointers: readonly string[]): Promise<EnteredNominationDto[]> {
    return this.enterAll(caller, campaignId, scope, wishes.map((wish, i) => {
      const pointer = pointers[i]!;
      return { ...wish, pointer, kind: 'person', title: null, members: [{ ...wish, role: 'self', pointer }] };
    }));
  }

  /** As `enter`, for teams. */
  async enterTeams(caller: Caller, campaignId: string, scope: Scope, wishes: readonly NominateTeamDto[], pointers: readonly string[]): Promise<EnteredNominationDto[]> {
    return this.enterAll(caller, campaignId, scope, wishes.map((wish, i) => {
      const pointer = pointers[i]!;
      return { ...wish, pointer, kind: 'team', members: wish.members.map((member, n) => ({ ...member, pointer: `${pointer}/members/${n}` })) };
    }));
  }

  private async enterAll(caller: Caller, campaignId: string, scope: Scope, wishes: readonly Wish[]): Promise<EnteredNominationDto[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const entries = await this.read(tx, campaign, scope, wishes);
      const faults = entries.flatMap(({ nominee, wish: { pointer } }) =>
        checkCompleteness(campaign.policy, nominee).flatMap(({ level, ...fault }) => (level === 'entry' ? [{ ...fault, pointer: pointer + fault.pointer }] : [])),
      );
      const people = wishes.flatMap(({ nominatorId, members }) => members.map(({ pointer, person }) => ({ pointer, nominatorId, person })));
      const identified = await this.applicants.identify(tx, campaignId, people);
      if (faults.length || identified.faults.length) throw nominationsRefused([...faults, ...identified.faults]);
      const entered = await this.put(tx, campaign, entries, identified.personIds);
      const digest = digestOf(entered);
      await tx.audit({ action: 'nomination.entered', chain: campaignId, policyVersion: campaign.policyVersion, lines: entered.length, digest });
      return entered;
    });
  }

  /**
   * Submits entered nominations, all or none, within the nominator's places: the gate of the first stage. The submitting
   * person is the decider and the decision is published at once. 409 `NOMINATION_LIMIT_REACHED`, `NOT_IN_STAGE`; 422
   * `NOMINATION_INCOMPLETE` names what each lacks.
   */
  async submit(caller: Caller, campaignId: string, scope: Scope, { nominatorId, candidacyIds }: SubmitNominationsDto): Promise<SubmittedNominationsDto> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      if (scope !== 'all' && !scope.includes(nominatorId)) throw nominatorAbsent(['/nominatorId']);
      const repeated = candidacyIds.flatMap((id, i) => (candidacyIds.indexOf(id) < i ? [`/candidacyIds/${i}`] : []));
      if (repeated.length) throw namedTwice(repeated);
      const { key: stage } = nominationStage(campaign.policy);
      await this.candidacies.requireOpenIn(tx, campaignId, stage, candidacyIds, [nominatorId], { lock: true, at: (i) => `/candidacyIds/${i}` });
      const decisionId = newId();
      const revision = await this.nominations.nextRevision(tx, candidacyIds, stage, campaign.policyVersion);
      const verdicts = await this.judge(tx, campaign, nominatorId, candidacyIds);
      await this.nominators.takePlaces(tx, campaign, nominatorId, candidacyIds.length);
      await this.verdicts.record(tx, decisionId, { stage, policyVersion: campaign.policyVersion, revision }, verdicts);
      const decisions = candidacyIds.map((candidacyId) => ({ candidacyId, fromStatus: 'open', event: 'decided:pass', reason: null, revision }) as const);
      await this.decisions.record(tx, campaign, 'submit', stage, decisions, { id: decisionId });
      return { decisionId, submitted: candidacyIds.length, incomplete: [] };
    });
  }

  /** The caller's own nominees, each where the last published decision left him. */
  async list(caller: Caller, campaignId: string, scope: Scope, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<NomineeRow>> {
    const rows = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      return this.nominations.page(tx, campaignId, nominationStage(campaign.policy).key, scope === 'all' ? [] : scope, after ?? null, limit + 1);
    });
    return pageOf(rows, limit, (nominee) => nominee.number);
  }

  private async read(tx: Tx, campaign: RunningCampaign, scope: Scope, wishes: readonly Wish[]): Promise<Entry[]> {
    const enrolled = await this.nominators.enrolled(tx, campaign, [...new Set(wishes.map(({ nominatorId }) => nominatorId))]);
    const absent = wishes.flatMap(({ nominatorId, pointer }) => (enrolled.has(nominatorId) && (scope === 'all' || scope.includes(nominatorId)) ? [] : [`${pointer}/nominatorId`]));
    if (absent.length) throw nominatorAbsent(absent);
    return wishes.map((wish) => {
      const nominator = enrolled.get(wish.nominatorId)!;
      const { category = null, kind, documents } = wish;
      const first = wish.members.find(({ role }) => role !== 'member') ?? wish.members[0]!;
      const region = territoryOf(campaign.policy, { nominator: nominator.region, post: first.post.region, registration: first.registrationRegion ?? null });
      const members = wish.members.map(({ role, person, post, employment }) => ({ role, birthDate: person.birthDate, organisationInn: post.organisationInn ?? null, employment }));
      return { wish, nominee: { nominatorKind: nominator.kind, region, category, kind, members, documents } };
    });
  }

  /** Stores applicants, candidacies and documents; statements are counted by nominators and regions, never by people. */
  private async put(tx: Tx, campaign: RunningCampaign, entries: readonly Entry[], personIds: readonly string[]): Promise<EnteredNominationDto[]> {
    const { campaignId } = campaign;
    const remaining = personIds.values();
    const applicants = entries.map(({ wish: { nominatorId, kind, title, members } }) => ({
      nominatorId, kind, title,
      members: members.map(({ pointer, role, citizenship, education, registrationRegion, post, employment }) => ({
        pointer, role, citizenship, education, registrationRegion, post, employment, personId: remaining.next().value!,
      })),
    }));
    const applicantIds = await this.applicants.register(tx, campaignId, applicants);
    const candidacies = entries.map(({ wish, nominee }, i) => ({ id: newId(), applicantId: applicantIds[i]!, category: nominee.category, region: nominee.region!, nominatorId: wish.nominatorId }));
    const numbers = new Map<string, string>();
    for (const group of byRegionAndNominator(candidacies)) {
      const [{ region, nominatorId }] = group;
      const applicants = group.map(({ id, applicantId, category }) => ({ id, applicantId, category, territory: region }));
      const entered = await this.candidacies.enter(tx, campaignId, nominatorId, nominationStage(campaign.policy).key, region, applicants);
      for (const { id, number } of entered) numbers.set(id, number);
    }
    await this.applicants.receive(tx, entries.flatMap(({ wish }, i) => wish.documents.map((document) => ({ ...document, candidacyId: candidacies[i]!.id }))));
    await this.positions.applyStanding(tx, campaignId, applicantIds);
    return candidacies.map(({ id }) => ({ candidacyId: id, number: numbers.get(id)! }));
  }

  /** The formal check of what is stored, one verdict each; refuses when anybody is incomplete. */
  private async judge(tx: Tx, campaign: RunningCampaign, nominatorId: string, candidacyIds: readonly string[]): Promise<Verdict[]> {
    const nominator = (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
    if (!nominator) throw nominatorAbsent(['/nominatorId']);
    const files = await this.applicants.files(tx, candidacyIds);
    const nominees = candidacyIds.map((id) => ({ ...files.get(id)!, nominatorKind: nominator.kind }));
    const faults = nominees.flatMap((nominee, i) =>
      checkCompleteness(campaign.policy, nominee).map(({ code, params }) => ({ pointer: `/candidacyIds/${i}`, code, params: { ...params, number: nominee.number } })),
    );
    if (faults.length) throw nominationIncomplete(faults);
    return candidacyIds.map((candidacyId, i) => ({ candidacyId, outcome: 'pass', score: null, reasons: [], measures: {}, inputs: nominees[i] }));
  }
}

/** Whose territory counts, a policy says. Its unit is the region: quotas by municipal district are not published yet. */
function territoryOf({ applicants }: Policy, regions: Readonly<Record<Policy['applicants']['territoryFrom'], string | null>>): string | null {
  return regions[applicants.territoryFrom];
}

/** In the order of regions, so that two requests that need the same ordinals do not wait for each other. */
function byRegionAndNominator<T extends { readonly region: string; readonly nominatorId: string }>(items: readonly T[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = `${item.region} ${item.nominatorId}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
