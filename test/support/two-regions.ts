import { DataSource } from 'typeorm';
import type { AsAccount, TestApi } from './app';
import { confirmShown, secondOfficer } from './computing-api';
import { nomination, openCampaign, type OpenCampaign, schoolOfMayors } from './campaign-story';
import { approveTemplates } from './notice-story';
import { clerksRow, csvOf, untilAtRest, upload } from './nominee-table';
import { Seed } from './seed';
import { PDF } from './some-files';

/** By which everybody of a nominator is told in any answer: a family name. */
export const CANARIES = { alpha: 'Тайноальфова', beta: 'Тайнобетова', gamma: 'Тайногаммова' } as const;
export type Tenant = keyof typeof CANARIES;

/** What a nominator has, by the name of the parameter that names it. */
export type Belongings = Readonly<Record<'nominatorId' | 'candidacyId' | 'decided' | 'published' | 'undecided' | 'marked' | 'fileId' | 'consentId' | 'importId' | 'letterId' | 'batchId' | 'receiptId' | 'extensionId' | 'decisionId' | 'noticeId' | 'appealId', string>>;

/** Two regions in one campaign, a third in another; everything a region can have, each has. */
export interface TwoRegions {
  readonly here: OpenCampaign;
  readonly elsewhere: OpenCampaign;
  readonly of: Readonly<Record<Tenant, Belongings>>;
  readonly assessors: readonly { readonly id: string; readonly api: AsAccount }[];
}

const REGIONS: Readonly<Record<Tenant, string>> = { alpha: '36', beta: '05', gamma: '77' };
const STAGE = 'tenure';
const MARKED_IN = 'potential';

interface Created {
  readonly id: string;
}

export async function twoRegions(api: TestApi): Promise<TwoRegions> {
  const policy = schoolOfMayors();
  const here = await openCampaign(api, { policy, regions: [REGIONS.alpha, REGIONS.beta] });
  const elsewhere = await openCampaign(api, { policy, regions: [REGIONS.gamma] });
  for (const campaign of [here, elsewhere]) await approveTemplates(campaign);
  const seed = new Seed(api.app.get(DataSource));
  const assessors = await Promise.all([1, 2, 3].map(() => api.account({ role: 'assessor', campaignId: here.id })));
  const of = {
    alpha: await belongings(api, seed, here, 'alpha', assessors.map(({ id }) => id)),
    beta: await belongings(api, seed, here, 'beta', assessors.map(({ id }) => id)),
    gamma: await belongings(api, seed, elsewhere, 'gamma', []),
  };
  const undecided = async (tenant: Tenant): Promise<Belongings> => ({ ...of[tenant], undecided: await judged(seed, tenant === 'gamma' ? elsewhere : here, tenant) });
  return { here, elsewhere, of: { alpha: await undecided('alpha'), beta: await undecided('beta'), gamma: await undecided('gamma') }, assessors };
}

async function belongings(api: TestApi, seed: Seed, campaign: OpenCampaign, tenant: Tenant, assessors: readonly string[]): Promise<Belongings> {
  const { nominatorId, api: clerk } = campaign.nominators[REGIONS[tenant]]!;
  const familyName = CANARIES[tenant];
  const decide = async (): Promise<string> => (await ok<Created>(confirmShown(campaign, STAGE))).id;

  const draft = await entered(campaign, tenant);
  const at = `${campaign.path}/candidacies/${draft}`;
  const bytes = { headers: { 'content-type': 'application/octet-stream' } };
  const file = await ok<Created>(clerk.post(`${at}/documents/consent/files`, Buffer.concat([PDF, Buffer.from(tenant)]), bytes));
  const consent = await ok<Created>(clerk.post(`${at}/consents`, { document: 'consent', purpose: 'selection', givenOn: '2026-02-10' }));
  const letter = await ok<Created>(clerk.post(`${campaign.path}/letters`, { nominatorId, number: '1', datedOn: '2026-02-20', signatory: familyName, candidacyIds: [draft] }));
  await ok(clerk.request('PUT', `${campaign.path}/letters/${letter.id}/file`, { body: PDF, ...bytes }));
  const batch = await ok<Created>(clerk.post(`${campaign.path}/batches`, { nominatorId, candidacyIds: [draft] }));
  const extension = await ok<Created>(clerk.post(`${campaign.path}/extensions/requests`, { nominatorId, candidacyIds: [draft], reason: 'LETTER_SIGNED_LATE' }));
  const { receipt } = await ok<{ receipt: Created }>(clerk.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: [await entered(campaign, tenant)] }));
  const list = await upload(clerk, campaign.path, nominatorId, csvOf([clerksRow(tenant.length * 7, { Фамилия: familyName }), clerksRow(2, { Фамилия: familyName, 'Дата рождения': '31.02.1980' })]));
  await untilAtRest(clerk, campaign.path, list.body.id);

  const published = await judged(seed, campaign, tenant);
  const decisionId = await decide();
  const second = await secondOfficer(api, campaign);
  await ok(second.post(`${campaign.path}/decisions/${decisionId}/publish`));
  const { count, digest } = await ok<{ count: number; digest: string }>(campaign.officer.get(`${campaign.path}/notices/decisions/${decisionId}/preview`));
  await ok(second.post(`${campaign.path}/notices/decisions/${decisionId}/release`, { count, digest }));
  const notices = await ok<{ items: (Created & { candidacyId: string })[] }>(campaign.officer.get(`${campaign.path}/notices?limit=200`));
  await api.sql(`update decision_batch set published_at = $2 where id = $1`, [decisionId, api.clock.now()]); // by the clock of the test, or the appeal would come before it
  const appeal = await ok<Created>(campaign.officer.post(`${campaign.path}/appeals`, { candidacyId: published, decisionId, number: tenant, representative: familyName }));
  const decided = await judged(seed, campaign, tenant);
  await decide();
  const marked = await judged(seed, campaign, tenant);
  await api.sql(`update candidacy set stage = $2 where id = $1`, [marked, MARKED_IN]);
  if (assessors.length) await ok(campaign.officer.post(`${campaign.path}/stages/${MARKED_IN}/assignments/bulk`, { items: assessors.slice(0, 2).map((assessorId) => ({ candidacyId: marked, assessorId })) }));
  return {
    nominatorId, candidacyId: draft, fileId: file.id, consentId: consent.id, importId: list.body.id, letterId: letter.id, batchId: batch.id, receiptId: receipt.id, extensionId: extension.id,
    noticeId: notices.items.find(({ candidacyId }) => candidacyId === published)!.id, appealId: appeal.id, published, decided, marked, decisionId, undecided: '',
  };
}

/** Somebody entered as a draft. */
async function entered({ path, nominators }: OpenCampaign, tenant: Tenant): Promise<string> {
  const { nominatorId, api } = nominators[REGIONS[tenant]]!;
  const { items } = await ok<{ items: { candidacyId: string }[] }>(api.post(`${path}/nominations`, nomination(nominatorId, {}, { familyName: CANARIES[tenant], birthDate: birthDate() })));
  return items[0]!.candidacyId;
}

/** Somebody submitted and judged in the first stage after that. */
async function judged(seed: Seed, campaign: OpenCampaign, tenant: Tenant): Promise<string> {
  const { nominatorId, api } = campaign.nominators[REGIONS[tenant]]!;
  const candidacyId = await entered(campaign, tenant);
  await ok(api.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: [candidacyId] }));
  await seed.verdicts({ id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, STAGE, [{ candidacyId }]);
  return candidacyId;
}

let days = 0;
/** Another for everybody: nobody is anybody's namesake. */
function birthDate(): string {
  return new Date(Date.UTC(1970, 0, 1 + days++)).toISOString().slice(0, 10);
}

async function ok<Body>(sent: Promise<{ status: number; body: unknown }>): Promise<Body> {
  const { status, body } = await sent;
  if (status >= 300) throw new Error(`the world could not be made: ${status} ${JSON.stringify(body)}`);
  return body as Body;
}
