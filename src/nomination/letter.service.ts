import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { NominatorService } from '../campaign/nominator.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { printPaper } from '../platform/paper/print-paper';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { draftLetter } from './domain/draft-letter';
import { type Letter, type LetterPart, LetterRepository } from './letter.repository';
import { batchEmpty, letterAbsent, letterFileMissing, letterHasFile, letterTwice, namedTwice, nominatorAbsent } from './nomination.errors';

export type { Letter, LetterPart };
type Scope = readonly string[] | 'all';

const MOST_NAMED = 500;

/** Letters by which nominators put people forward, each naming those it covers; a replacement comes with a letter of its own. */
@Injectable()
export class LetterService {
  constructor(
    private readonly database: Database,
    private readonly letters: LetterRepository,
    private readonly storage: FileStorage,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
    private readonly candidacies: CandidacyService,
    private readonly clock: Clock,
  ) {}

  /** Registers a letter and whom it names. It covers them once its file is there. 409 `LETTER_TWICE`. */
  async register(caller: Caller, campaignId: string, scope: Scope, letter: { readonly nominatorId: string; readonly number: string; readonly datedOn: string; readonly signatory: string; readonly candidacyIds: readonly string[] }): Promise<Letter> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { nominatorId, candidacyIds } = letter;
      if (scope !== 'all' && !scope.includes(nominatorId)) throw nominatorAbsent(['/nominatorId']);
      const repeated = candidacyIds.flatMap((id, i) => (candidacyIds.indexOf(id) < i ? [`/candidacyIds/${i}`] : []));
      if (repeated.length) throw namedTwice(repeated);
      await this.candidacies.require(tx, campaignId, candidacyIds, [nominatorId], { at: (i) => `/candidacyIds/${i}` });
      const id = newId();
      if (!(await this.letters.insert(tx, campaignId, { id, ...letter }))) throw letterTwice();
      await tx.audit({ action: 'letter.registered', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: candidacyIds.length });
      return (await this.letters.find(tx, campaignId, id, null))!;
    });
  }

  /** Keeps the letter itself (PDF) or a detached signature of it, as it is. Once there it stays: 409 `LETTER_FILE_KEPT`. */
  async attach(caller: Caller, campaignId: string, scope: Scope, id: string, part: LetterPart, file: ReceivedFile): Promise<Letter> {
    return this.storage.keep(file, part === 'file' ? ['pdf'] : 'any', ({ name, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        if (!(await this.letters.find(tx, campaignId, id, within(scope)))) throw letterAbsent();
        if (!(await this.letters.attach(tx, id, part, name, sha256))) throw letterHasFile(part);
        await tx.audit({ action: `letter.${part}-kept`, chain: campaignId, subject: id, digest: Buffer.from(sha256, 'hex') });
        done();
        return (await this.letters.find(tx, campaignId, id, null))!;
      }),
    );
  }

  /** The bytes of a part as they were uploaded. 404 `LETTER_FILE_MISSING`. */
  async open(caller: Caller, campaignId: string, scope: Scope, id: string, part: LetterPart): Promise<Readable> {
    const letter = await this.database.transact(caller, (tx) => this.letters.find(tx, campaignId, id, within(scope)));
    if (!letter) throw letterAbsent();
    const name = letter[part];
    if (name === null) throw letterFileMissing(part);
    return this.storage.open(name);
  }

  async list(caller: Caller, campaignId: string, scope: Scope, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<Letter>> {
    const rows = await this.database.transact(caller, (tx) => this.letters.page(tx, campaignId, within(scope), after ?? null, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  /** A letter to sign, as a document: it names those given, or all of the nominator whom no letter names yet. */
  async draft(caller: Caller, campaignId: string, scope: Scope, { nominatorId, candidacyIds }: { readonly nominatorId: string; readonly candidacyIds?: readonly string[] }): Promise<Buffer> {
    const facts = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const nominator = scope !== 'all' && !scope.includes(nominatorId) ? undefined : (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
      if (!nominator) throw nominatorAbsent(['/nominatorId']);
      const { key } = nominationStage(campaign.policy);
      const ids = candidacyIds ?? (await this.letters.unnamed(tx, campaignId, nominatorId, key, MOST_NAMED));
      if (!ids.length) throw batchEmpty();
      await this.candidacies.require(tx, campaignId, ids, [nominatorId], { at: (i) => `/candidacyIds/${i}` });
      const { programme, categories = [] } = campaign.policy;
      return { programme: programme.title.ru, nominator: nominator.title, categories: new Map(categories.map((category) => [category.key, category.title.ru])), nominees: await this.letters.lines(tx, ids) };
    });
    return printPaper(draftLetter(facts, this.clock.now().toISOString()), 'docx');
  }
}

function within(scope: Scope): readonly string[] | null {
  return scope === 'all' ? null : scope;
}
