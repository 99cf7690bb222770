import { Injectable } from '@nestjs/common';
import { PersonSecretService } from '../applicant/person-secret.service';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import type { Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import type { StageKey } from './diagnostics.repository';
import { ExpertConclusionRepository } from './expert-conclusion.repository';

/** A file that lies elsewhere: its SHA-256 in hexadecimal and its name. */
export interface ConclusionFile {
  readonly digest: string;
  readonly name: string;
}

export interface ConclusionEntry {
  readonly candidacyId: string;
  readonly text: string;
  readonly file?: ConclusionFile;
}

export interface WrittenConclusion {
  readonly id: string;
  readonly text: string;
  readonly file: ConclusionFile | null;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

/** What is sealed of a conclusion: also the name of its file, which often is that of a person. */
interface Sealed {
  readonly text: string;
  readonly fileName?: string;
}

/**
 * What experts concluded in words. No rule reads it: the verdict knows its word (recommended, with reservations, not
 * recommended) from the result. It is shown by one operation, to officers, and every reading is in the audit.
 */
@Injectable()
export class ExpertConclusionService {
  constructor(
    private readonly database: Database,
    private readonly conclusions: ExpertConclusionRepository,
    private readonly secrets: PersonSecretService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /**
   * Writes conclusions on candidacies that are open in the stage, all or none; an earlier one stays beside the later.
   * 404 `CANDIDACY_ABSENT`, 409 `NOT_IN_STAGE`.
   */
  async write(caller: Caller, at: StageKey, entries: readonly ConclusionEntry[]): Promise<{ id: string; candidacyId: string }[]> {
    return this.database.transact(caller, async (tx) => {
      const policyVersion = await this.policyVersionAt(tx, at);
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, entries.map(({ candidacyId }) => candidacyId), 'all');
      const about = await this.secrets.personsOf(tx, people.map(({ id }) => id));
      const rows = entries.map(({ candidacyId, text, file }) => ({
        id: newId(), candidacyId, personId: about.get(candidacyId)!, fileDigest: file?.digest ?? null, sealed: { text, fileName: file?.name } satisfies Sealed,
      }));
      const ciphers = await this.secrets.seal(tx, rows.map(({ id, personId, sealed }) => ({ personId, place: placeOf(id), text: JSON.stringify(sealed) })));
      await this.conclusions.insert(tx, at, rows.map(({ sealed: _, ...row }, i) => ({ ...row, cipher: ciphers[i]!.toString('hex') })));
      await tx.audit({
        action: 'conclusion.written', chain: at.campaignId, policyVersion, lines: rows.length,
        digest: digestOf(rows.map(({ fileDigest }, i) => [people[i]!.number, at.stage, fileDigest])), // without the words
      });
      return rows.map(({ id, candidacyId }) => ({ id, candidacyId }));
    });
  }

  /** What was concluded on a candidacy, the newest last. The reading is audited, also of nothing. 404 `CANDIDACY_ABSENT`. */
  async read(caller: Caller, at: StageKey, candidacyId: string): Promise<WrittenConclusion[]> {
    return this.database.transact(caller, async (tx) => {
      const policyVersion = await this.policyVersionAt(tx, at);
      await this.candidacies.require(tx, at.campaignId, [candidacyId], 'all', { at: () => '/candidacyId' });
      const rows = await this.conclusions.of(tx, at, candidacyId);
      const texts = await this.secrets.open(tx, rows.map(({ id, personId, cipher }) => ({ personId, place: placeOf(id), cipher })));
      await tx.audit({ action: 'conclusion.read', chain: at.campaignId, subject: candidacyId, policyVersion, lines: rows.length });
      return rows.map(({ id, fileDigest, writtenBy, writtenAt }, i) => {
        const { text, fileName } = JSON.parse(texts[i]!) as Sealed;
        return { id, text, file: fileDigest === null ? null : { digest: fileDigest, name: fileName! }, writtenBy, writtenAt };
      });
    });
  }

  private async policyVersionAt(tx: Tx, at: StageKey): Promise<number> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    this.campaigns.stage(campaign, at.stage, 'diagnostics');
    return campaign.policyVersion;
  }
}

function placeOf(rowId: string): Place {
  return { table: 'expert_conclusion', column: 'conclusion_cipher', rowId };
}
