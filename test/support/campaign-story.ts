import { PRESETS } from '../../src/programme/presets';
import type { Policy } from '../../src/campaign/domain/policy';
import type { AsAccount, TestApi } from './app';

/** An act that approves; another number is another act. */
export function act(number: string): NonNullable<Policy['approvingAct']> {
  return { title: { ru: 'Положение', en: 'Rules' }, number, date: '2026-01-15', file: 'a'.repeat(64) };
}

/** The School of mayors with an approving act: a policy that can be published. Letters and a commission are asked for where a test is about them. */
export function schoolOfMayors(number = '1'): Policy {
  return withStage(withStage({ ...PRESETS.get('school-of-mayors')!, approvingAct: act(number) }, 'nomination', { letter: 'none' }), 'ranking', { gate: { confirms: 'officer', publishes: 'second-person' } });
}

/** The policy with one stage changed. */
export function withStage<Kind extends Policy['stages'][number]['kind']>(
  policy: Policy, kind: Kind, change: Partial<Extract<Policy['stages'][number], { kind: Kind }>>,
): Policy {
  return { ...policy, stages: policy.stages.map((stage) => (stage.kind === kind ? { ...stage, ...change } : stage)) };
}

export interface NominatingAccount {
  readonly id: string;
  readonly nominatorId: string;
  readonly token: string;
  readonly api: AsAccount;
}

/** An open campaign as its officer sees it. */
export interface OpenCampaign {
  readonly id: string;
  readonly path: string;
  readonly administrator: AsAccount;
  readonly officer: AsAccount;
  /** Of each region asked for. */
  readonly nominators: Readonly<Record<string, NominatingAccount>>;
}

/** A campaign in draft with its officer, made over REST. */
export async function draftCampaign(api: TestApi): Promise<Omit<OpenCampaign, 'nominators'>> {
  const administrator = await api.administrator();
  const { body } = await administrator.post<{ id: string }>('/campaigns', { programme: 'school-of-mayors', name: 'Test' });
  const officer = (await api.account({ role: 'officer', campaignId: body.id })).api;
  return { id: body.id, path: `/campaigns/${body.id}`, administrator, officer };
}

/** A campaign whose policy is published and in which regions take part. */
export async function openCampaign(api: TestApi, { policy = schoolOfMayors(), regions = ['36'] }: { policy?: Policy; regions?: readonly string[] } = {}): Promise<OpenCampaign> {
  const campaign = await draftCampaign(api);
  const published = await publish(campaign, policy);
  if (published.status !== 200) throw new Error(`the policy was refused: ${JSON.stringify(published.body)}`);
  const items = regions.map((region) => ({ kind: 'region', code: region, title: `Region ${region}`, region }));
  const registered = await campaign.administrator.post<{ items: { id: string; code: string }[] }>('/nominators/bulk', { items });
  const ids = registered.body.items.map(({ id }) => ({ nominatorId: id }));
  await campaign.officer.post(`${campaign.path}/nominators/bulk`, { items: ids });
  const nominators = await Promise.all(
    registered.body.items.map(async ({ id, code }) => [code, { nominatorId: id, ...(await api.account({ role: 'nominator', campaignId: campaign.id, nominatorId: id })) }] as const),
  );
  return { ...campaign, nominators: Object.fromEntries(nominators) };
}

/** The administrator saves the policy as draft and the officer publishes it; gives the answer to the publication. */
export async function publish({ administrator, officer, path }: Pick<OpenCampaign, 'administrator' | 'officer' | 'path'>, policy: Policy): Promise<{ status: number; body: Refusal & { version: number; digest: string } }> {
  const saved = await administrator.put<{ version: number }>(`${path}/policy`, policy);
  return officer.post(`${path}/policy/publish`, { version: saved.body.version });
}

export interface Refusal {
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly { readonly pointer: string; readonly code: string; readonly params: Readonly<Record<string, unknown>> }[];
}

/** A nomination that is complete under the School of mayors. */
export function nomination(nominatorId: string, change: Readonly<Record<string, unknown>> = {}, person: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    nominatorId,
    category: 'head',
    person: { familyName: freshName(), givenName: 'Анна', birthDate: '1980-05-20', sex: 'female', ...person },
    citizenship: 'RU',
    education: 'higher',
    registrationRegion: '36',
    post: { title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', sphere: 'municipal-service', municipality: '20701000', municipalityType: 'urban-okrug', region: '36' },
    employment: [{ startedOn: '2015-02-01', endedOn: null, title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36' }],
    documents: [{ key: 'consent', receivedOn: '2026-02-10' }],
    ...change,
  };
}

/** Another in every file of tests: files of one worker share its database. */
const FIRST_NUMBER = 200_000_000 + (Date.now() % 700_000) * 1000;
let ordinal = 0;

/** A family name that no other call of this process gives: two of one name and birth date may be one person. */
export function freshName(): string {
  return `Проверяемова-${[...String(FIRST_NUMBER + ordinal++)].map((digit) => 'абвгдежзик'[Number(digit)]).join('')}`;
}

/** A СНИЛС with right check digits that no other call of this process gives. */
export function freshSnils(): string {
  const number = String(FIRST_NUMBER + ordinal++);
  const sum = [...number].reduce((total, digit, i) => total + Number(digit) * (9 - i), 0);
  return number + String((sum % 101) % 100).padStart(2, '0');
}
