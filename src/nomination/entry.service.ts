import { Injectable } from '@nestjs/common';
import { type ApplicantEntry, ApplicantService } from '../applicant/applicant.service';
import { DuplicateService } from '../applicant/duplicate.service';
import { PositionService } from '../applicant/position.service';
import type { RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { NominatorService } from '../campaign/nominator.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import { canonicalJson } from '../kernel/canonical-json';
import type { Fault } from '../kernel/reason';
import { FieldCipher } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { checkCompleteness, type Nominee } from './domain/check-completeness';
import { checkMunicipality } from './domain/check-municipalities';
import { foldWords } from '../kernel/fold-words';
import { nameAndBirth } from './domain/name-and-birth';
import { nomineeOf, peopleOf, type Placed } from './domain/nominee-of';
import type { EnteredNominationDto, NomineeDto, WrittenNomination } from './nomination.dto';
import { nominatorAbsent } from './nomination.errors';
import { NominationRepository, type NomineeKeys } from './nomination.repository';
import type { Scope } from './submission.service';

/** A nomination as somebody wishes it, and where in his request it stands. */
export interface Wish {
  readonly pointer: string;
  readonly wish: WrittenNomination;
  /** The uploaded list it came by. */
  readonly importId?: string;
}

/** Somebody who is put forward, and who he is; `named` is as this nominator writes him. */
type KnownPerson = Placed<NomineeDto> & { readonly personId: string; readonly named: string };

/** A nomination that is in order, with what follows from the policy and whose it is. */
export interface Entry extends Wish {
  readonly nominee: Nominee;
  readonly people: readonly KnownPerson[];
}

/** What was examined; with any fault the transaction, or its savepoint, has to be given up. */
export interface Examined {
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
}

/** The one way in of a nomination, whether it was typed or uploaded, entered anew or instead of an earlier writing. */
@Injectable()
export class EntryService {
  constructor(
    private readonly nominations: NominationRepository,
    private readonly nominators: NominatorService,
    private readonly applicants: ApplicantService,
    private readonly duplicates: DuplicateService,
    private readonly positions: PositionService,
    private readonly candidacies: CandidacyService,
    private readonly cipher: FieldCipher,
  ) {}

  /** Whether nominations can be taken, and who their people are. Every fault is told, by pointer. 404 `NOMINATOR_ABSENT`. */
  async examine(tx: Tx, campaign: RunningCampaign, scope: Scope, wishes: readonly Wish[]): Promise<Examined> {
    const enrolled = await this.nominators.enrolled(tx, campaign, [...new Set(wishes.map(({ wish }) => wish.nominatorId))]);
    const absent = wishes.flatMap(({ wish: { nominatorId }, pointer }) => (enrolled.has(nominatorId) && (scope === 'all' || scope.includes(nominatorId)) ? [] : [`${pointer}/nominatorId`]));
    if (absent.length) throw nominatorAbsent(absent);
    const nominees = wishes.map(({ wish }) => nomineeOf(campaign.policy, enrolled.get(wish.nominatorId)!, wish));
    const formal = nominees.flatMap((nominee, i) =>
      checkCompleteness(campaign.policy, nominee).flatMap(({ level, ...fault }) => (level === 'entry' ? [{ ...fault, pointer: wishes[i]!.pointer + fault.pointer }] : [])),
    );
    const people = wishes.map(({ wish, pointer }) => peopleOf<NomineeDto>(wish).map((one) => ({ ...one, nominatorId: wish.nominatorId, pointer: pointer + one.pointer })));
    const elsewhere = people.flat().flatMap(({ post, pointer }) => checkMunicipality(post).map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
    const identified = await this.applicants.identify(tx, campaign.campaignId, people.flat());
    const identities = identified.people.values();
    const entries = wishes.map((one, i) => ({ ...one, nominee: nominees[i]!, people: people[i]!.map((person) => ({ ...person, ...identities.next().value! })) }));
    return { entries, faults: [...formal, ...elsewhere, ...identified.faults] };
  }

  /** Stores nominations as new; statements are counted by nominators and regions, never by people. Gives numbers in order. */
  async enter(tx: Tx, campaign: RunningCampaign, entries: readonly Entry[]): Promise<EnteredNominationDto[]> {
    if (!entries.length) return [];
    const { campaignId } = campaign;
    const applicantIds = await this.applicants.register(tx, campaignId, entries.map(applicantOf));
    const candidacies = entries.map(({ wish, nominee }, i) => ({ id: newId(), applicantId: applicantIds[i]!, category: nominee.category, region: nominee.region!, nominatorId: wish.nominatorId }));
    const numbers = new Map<string, string>();
    for (const group of byRegionAndNominator(candidacies)) {
      const [{ region, nominatorId }] = group;
      const applicants = group.map(({ id, applicantId, category }) => ({ id, applicantId, category, territory: region }));
      const entered = await this.candidacies.enter(tx, campaignId, nominatorId, nominationStage(campaign.policy).key, region, applicants);
      for (const { id, number } of entered) numbers.set(id, number);
    }
    await this.applicants.receive(tx, entries.flatMap(({ wish }, i) => wish.documents.map((document) => ({ ...document, candidacyId: candidacies[i]!.id }))));
    await this.settle(tx, campaignId, entries.map((entry, i) => ({ ...entry, candidacyId: candidacies[i]!.id })), applicantIds);
    return candidacies.map(({ id }) => ({ candidacyId: id, number: numbers.get(id)! }));
  }

  /** Takes away what was written about drafts, so that it can be written anew; who they were is then nobody's. */
  async clear(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    if (candidacyIds.length) await this.applicants.forget(tx, candidacyIds);
  }

  /** Writes nominations in the place of cleared ones, which keep their numbers. */
  async rewrite(tx: Tx, campaign: RunningCampaign, entries: readonly (Entry & { readonly candidacyId: string })[]): Promise<void> {
    if (!entries.length) return;
    const applicantIds = await this.applicants.registerAgain(tx, campaign.campaignId, entries.map((entry) => ({ ...applicantOf(entry), candidacyId: entry.candidacyId, documents: entry.wish.documents })));
    await this.nominations.setCategories(tx, entries.map(({ candidacyId, nominee }) => ({ candidacyId, category: nominee.category })));
    await this.settle(tx, campaign.campaignId, entries, applicantIds);
  }

  /** HMAC of the nomination: the same again changes nothing, and nobody reads out of it what it says. */
  contentOf({ nominatorId: _, ...wish }: WrittenNomination): string {
    return this.cipher.blindIndex(canonicalJson(wish)).toString('hex');
  }

  /** A person by name and birth date, a team by its title. */
  nameIndexOf(wish: WrittenNomination): string {
    return this.cipher.blindIndex('members' in wish ? `team ${foldWords(wish.title)}` : `name ${nameAndBirth(wish.person)}`).toString('hex');
  }

  /** What follows from everything that was written: by what they are known, how their posts count, who else names them. */
  private async settle(tx: Tx, campaignId: string, entries: readonly (Entry & { readonly candidacyId: string })[], applicantIds: readonly string[]): Promise<void> {
    await this.nominations.know(tx, campaignId, entries.map((entry) => this.keysOf(entry, entry.candidacyId)));
    await this.positions.applyStanding(tx, campaignId, applicantIds);
    await this.duplicates.find(tx, campaignId, entries.map(({ candidacyId }) => candidacyId));
  }

  private keysOf({ wish, importId }: Wish, candidacyId: string): NomineeKeys {
    return { candidacyId, nominatorId: wish.nominatorId, externalId: wish.externalId ?? null, nameIndex: this.nameIndexOf(wish), content: this.contentOf(wish), importId: importId ?? null };
  }
}

function applicantOf({ wish, nominee: { kind }, people }: Entry): ApplicantEntry {
  const members = people.map(({ pointer, personId, named, role, citizenship, education, registrationRegion, post, employment }) => ({ pointer, personId, named, role, citizenship, education, registrationRegion, post, employment }));
  return { nominatorId: wish.nominatorId, kind, title: 'title' in wish ? wish.title : null, members };
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
