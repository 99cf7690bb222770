import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { keyed } from '../campaign/domain/policy';
import { moscowDay } from '../campaign/domain/term-in-days';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { type TableForm, writeTable } from '../platform/spreadsheet/write-table';
import { type Register, REGISTER_OF, REGISTER_WIDTHS, type RegisterColumn } from './domain/registers';
import { sayExit } from './domain/say-exit';
import { sayDay } from './domain/say-parameter';
import { type Language, word } from './domain/speech';
import { type PublishedOutcome, PublishedOutcomeRepository } from './published-outcome.repository';
import { RegisterRepository, type SeatFacts } from './register.repository';

const PAGE = 500;

/** Registers [реестры] of who is enrolled, who declined, who was not admitted: published decisions only. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly database: Database,
    private readonly outcomes: PublishedOutcomeRepository,
    private readonly registers: RegisterRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** The taking is recorded before the first row; pages are read in transactions of their own, so a slow reader holds nothing. */
  async take(caller: Caller, campaignId: string, { of, form, language }: { readonly of: Register; readonly form: TableForm; readonly language: Language }): Promise<Readable> {
    const campaign = await this.database.transact(caller, async (tx) => {
      const running = await this.campaigns.running(tx, campaignId);
      await tx.audit({ action: `${of}.exported`, chain: campaignId, policyVersion: running.policyVersion });
      return running;
    });
    const columns = REGISTER_OF[of].columns.map((column) => ({ title: word(language, `register.${column}`) ?? column, width: REGISTER_WIDTHS[column] }));
    return writeTable({ name: word(language, `register.${of}`) ?? of, columns, rows: this.rows(caller, campaign, of, language) }, form);
  }

  private async *rows(caller: Caller, campaign: RunningCampaign, of: Register, language: Language): AsyncGenerator<readonly (string | null)[]> {
    const { columns, statuses } = REGISTER_OF[of];
    const firstStage = nominationStage(campaign.policy).key;
    const pageAfter = (after: string): Promise<readonly (readonly [PublishedOutcome, SeatFacts])[]> =>
      this.database.transact(caller, async (tx) => {
        const people = await this.outcomes.page(tx, campaign.campaignId, firstStage, { statuses, after, count: PAGE });
        const seats = await this.registers.seats(tx, campaign.campaignId, people.map(({ number }) => number));
        return people.map((person) => [person, seats.get(person.number)!] as const);
      });
    for (let page = await pageAfter(''); page.length > 0; page = await pageAfter(page.at(-1)![0].number)) {
      for (const [person, seat] of page) {
        const cells = said(campaign, person, seat, language);
        yield columns.map((column) => cells[column]);
      }
    }
  }
}

function said({ policy }: RunningCampaign, person: PublishedOutcome, seat: SeatFacts, language: Language): Readonly<Record<RegisterColumn, string | null>> {
  const { number, name, nominator, category, region, post, organisation, status, decidedIn, stage, publishedAt } = person;
  const leftAt = keyed(policy.stages, decidedIn ?? stage)!;
  return {
    number, name, nominator, post, organisation,
    category: category && (keyed(policy.categories, category)?.title[language] ?? category),
    subject: FEDERAL_SUBJECTS.find(({ code }) => code === region)?.name ?? region,
    status: word(language, `candidacy.${status}`) ?? status,
    stage: leftAt.title[language],
    reason: sayExit(person, policy, language) || (word(language, 'register.not-passed') ?? null),
    stream: seat.stream === null ? null : String(seat.stream),
    orders: seat.orders.map(({ kind, number: ordered, datedOn }) => word(language, `order.${kind}`, { number: ordered, date: sayDay(datedOn, language) }) ?? ordered).join('; '),
    answeredOn: leftAt.kind === 'enrolment' ? seat.answeredOn && sayDay(seat.answeredOn, language) : null,
    channel: leftAt.kind === 'enrolment' ? seat.channel && (word(language, `channel.${seat.channel}`) ?? seat.channel) : null,
    publishedOn: publishedAt && sayDay(moscowDay(publishedAt), language),
  };
}
