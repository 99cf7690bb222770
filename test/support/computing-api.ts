import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../../src/platform/config/config';
import { prepareQueueBackend } from '../../src/platform/queue/queue-backend';
import type { StageReport } from '../../src/report/report.service';
import { type Answer, type AsAccount, TestApi } from './app';
import type { OpenCampaign, Refusal } from './campaign-story';

const POLL_MS = 20;
const PATIENCE_MS = 25_000;

/** An API that also computes, as on one machine: dispatcher, queues and processors run in this process. */
export async function startComputingApi(): Promise<TestApi> {
  const config = { ...loadConfig(), processWork: true };
  await prepareQueueBackend(config);
  return TestApi.start({ config });
}

/** Asks again and again until the answer is as wanted; fails with the last answer when that takes too long. */
export async function until<Body>(ask: () => Promise<Answer<Body>>, isWanted: (body: Body) => boolean): Promise<Body> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { status, body } = await ask();
    if (status === 200 && isWanted(body)) return body;
    if (Date.now() > deadline) throw new Error(`waited in vain, the last answer was ${status} ${JSON.stringify(body)}`);
    await pause(POLL_MS);
  }
}

type Read = Pick<OpenCampaign, 'officer' | 'path'>;

/** Waits until the engine has judged so many people in the stage. */
export async function untilComputed({ officer, path }: Read, stage: string, people: number): Promise<StageReport> {
  const accounts = await until(() => officer.get<StageReport[]>(`${path}/stages`), (stages) => {
    const { total, open } = computedIn(stages, stage);
    return open === 0 && total >= people;
  });
  return accounts.find(({ key }) => key === stage)!;
}

function computedIn(stages: readonly StageReport[], stage: string): StageReport['computed'] {
  return stages.find(({ key }) => key === stage)!.computed;
}

export interface Shown {
  readonly count: number;
  readonly digest: string;
  readonly waiting: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly items: readonly { readonly candidacyId: string; readonly number: string; readonly name: string; readonly outcome: string | null; readonly score: string | null }[];
}

export interface Decided {
  readonly id: string;
  readonly lines: number;
}

export async function preview({ officer, path }: Read, stage: string, revision?: number): Promise<Shown> {
  return (await officer.get<Shown>(`${path}/stages/${stage}/preview?limit=200${revision === undefined ? '' : `&revision=${revision}`}`)).body;
}

/** Confirms what the preview shows at this moment. */
export async function confirmShown(campaign: Read, stage: string): Promise<Answer<Decided & Refusal>> {
  const { count, digest } = await preview(campaign, stage);
  return campaign.officer.post<Decided & Refusal>(`${campaign.path}/decisions`, { stage, count, digest, departures: [] });
}

/** Another officer of the campaign: the second person who publishes. */
export async function secondOfficer(api: TestApi, { id }: Pick<OpenCampaign, 'id'>): Promise<AsAccount> {
  return (await api.account({ role: 'officer', campaignId: id })).api;
}
