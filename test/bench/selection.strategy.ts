import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { WorkService } from '../../src/candidacy/work.service';
import { DecisionService } from '../../src/decision/decision.service';
import { AnswerService } from '../../src/enrolment/answer.service';
import { OfferService } from '../../src/enrolment/offer.service';
import type { WorkKind } from '../../src/kernel/jobs';
import type { Config } from '../../src/platform/config/config';
import { Database } from '../../src/platform/database/database.service';
import { createDataSource } from '../../src/platform/database/data-source';
import { RankingService } from '../../src/ranking/ranking.service';
import { openService } from './open-service';
import { makeReady, untilComputed } from './ready-work';
import type { Strategy } from './strategy';
import type { World } from './world';

/** The most a request may carry; a longer list takes several. */
const A_REQUEST = 500;
/** What an officer's screen shows of a list at first. */
const PAGE = 50;

/**
 * The service as `npm start` runs it on one machine: dispatcher, queues and processors in the process whose services an
 * officer calls. Only HTTP is missing. One process, as each of its peers has one.
 */
export async function openSelection(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  const app = await openService(config);
  return {
    source,
    run: (world) => new Officers(app, source, world).decideEverybody(),
    close: async () => {
      await app.close();
      await source.destroy();
    },
  };
}

/** Two officers who take a campaign from READY work to seats: one decides, the other publishes. */
class Officers {
  private readonly database: Database;
  private readonly work: WorkService;
  private readonly decisions: DecisionService;
  private readonly ranking: RankingService;
  private readonly offers: OfferService;
  private readonly answers: AnswerService;
  private published: Promise<unknown> = Promise.resolve();

  constructor(
    app: INestApplicationContext,
    private readonly source: DataSource,
    private readonly world: World,
  ) {
    const find = <Service>(service: new (...args: never[]) => Service): Service => app.get<Service>(service, { strict: false });
    this.database = find(Database);
    this.work = find(WorkService);
    this.decisions = find(DecisionService);
    this.ranking = find(RankingService);
    this.offers = find(OfferService);
    this.answers = find(AnswerService);
  }

  async decideEverybody(): Promise<void> {
    await this.submit('tenure', 'eligibility');
    await this.confirm('tenure');
    await this.complete('diagnostics', 'diagnostics');
    await this.confirm('diagnostics');
    await this.complete('potential', 'assessment');
    await this.confirm('potential');
    await this.rank();
    await this.published; // nobody is offered a seat before he is told
    await this.enrol();
    await this.published;
  }

  private async submit(stage: string, kind: WorkKind): Promise<void> {
    await makeReady(this.source, this.world, { key: stage, kind });
    await this.computed(stage, this.world.candidacyIds.length);
  }

  /** The last fact of everybody in the stage is in: requests of several people at once, as results and marks are entered. */
  private async complete(stage: string, kind: WorkKind): Promise<void> {
    const { officer, campaign } = this.world;
    const ids = await this.open(stage);
    await Promise.all(parts(ids).map((some) => this.database.transact(officer, async (tx) => {
      await this.work.markReady(tx, campaign.id, { key: stage, kind }, some);
      await tx.audit({ action: 'facts.completed', chain: campaign.id, policyVersion: campaign.policyVersion, lines: some.length });
    })));
    await this.computed(stage, ids.length);
  }

  /** Confirms what a preview shows, then the second officer publishes it. */
  private async confirm(stage: string): Promise<void> {
    const { officer, campaign } = this.world;
    const { count, digest } = await this.preview(stage);
    this.publish(await this.decisions.confirm(officer, campaign.id, { stage, count, digest, departures: [] }));
  }

  private async rank(): Promise<void> {
    const { officer, campaign } = this.world;
    const size = (await this.open('ranking')).length;
    const { id } = await this.ranking.start(officer, campaign.id, 'ranking', { locks: [], exclusions: [] });
    await this.computed('ranking', size);
    const { state, revision } = await this.ranking.run(officer, campaign.id, 'ranking', id);
    const { count, digest } = await this.preview('ranking', revision);
    this.publish(await this.ranking.confirm(officer, campaign.id, 'ranking', id, { count, digest, acceptShortfall: state === 'infeasible' }));
  }

  /** Everybody who is offered a seat accepts it. */
  private async enrol(): Promise<void> {
    const { officer, campaign } = this.world;
    await this.offers.offer(officer, campaign.id, 'enrolment', null);
    const ids = await this.open('enrolment');
    for (const some of parts(ids)) {
      await this.answers.answer(officer, campaign.id, 'enrolment', 'all', some.map((candidacyId) => ({ candidacyId, answer: 'accept', channel: 'letter' })));
    }
    await this.computed('enrolment', ids.length);
    await this.confirm('enrolment');
  }

  private async preview(stage: string, revision?: number): Promise<{ count: number; digest: string }> {
    const { officer, campaign } = this.world;
    const { waiting, outcomes, ...shown } = await this.decisions.preview(officer, campaign.id, stage, { limit: PAGE, revision });
    if (waiting || outcomes.undetermined) throw new Error(`${stage}: ${waiting} without a verdict, ${outcomes.undetermined} undetermined: these facts do not measure speed`);
    return shown;
  }

  /** The second officer does not keep the first one waiting. */
  private publish({ id }: { readonly id: string }): void {
    this.published = Promise.all([this.published, this.decisions.publish(this.world.second, this.world.campaign.id, id)]);
  }

  /** Whose facts are to be completed: those who enter them know it, so it is asked past the services. */
  private async open(stage: string): Promise<string[]> {
    const [{ ids }]: [{ ids: string[] }] = await this.source.query(
      `select array_agg(id) as ids from candidacy where campaign_id = $1 and stage = $2 and status = 'open'`,
      [this.world.campaign.id, stage],
    );
    return ids;
  }

  private async computed(stage: string, count: number): Promise<void> {
    await untilComputed(this.source, this.world, stage, count);
  }
}

function parts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / A_REQUEST) }, (_, i) => ids.slice(i * A_REQUEST, (i + 1) * A_REQUEST));
}
