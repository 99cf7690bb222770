import { createHash } from 'node:crypto';
import type { Account, Assessor, Campaign, Cast, Clerk, Task } from './driver-state';
import { ACT_DATE, REFERENCE_DATE } from './fixed-dates';
import { nominate } from './nominations';
import type { Nominee } from './nominations';
import { present, stageOf } from './policy-document';
import type { PolicyDocument } from './policy-document';
import { REGIONS } from './regions';
import { describeQuotas, scalePolicy } from './scale-policy';

const PROGRAMME = 'school-of-mayors';
const ASSESSORS = 40;
const MS_A_DAY = 86_400_000;
const APPROVING_ACT = {
  title: { ru: 'Положение об отборе (демонстрация)', en: 'Selection rules (demonstration)' },
  number: 'ДЕМО-1',
  date: ACT_DATE,
  file: createHash('sha256').update('demonstration').digest('hex'),
};

interface Created {
  readonly id: string;
}

interface AccountRequest {
  readonly name: string;
  readonly region?: string;
  readonly grants: readonly { readonly role: string; readonly campaignId: string; readonly nominatorId?: string }[];
}

/** A campaign that is open: its policy published, its regions admitted, everybody who acts has an account. */
export async function setUp(task: Task): Promise<Campaign> {
  const { administrator, options, progress } = task;
  const nominees = nominate(options);
  return progress.step('Кампания, регионы, учётные записи', REGIONS.length, async (reached) => {
    const { id } = await administrator.post<Created>('/campaigns', { programme: PROGRAMME, name: 'Школа мэров (демонстрация)', shiftDays: daysSince(REFERENCE_DATE) });
    const path = `/campaigns/${id}`;
    const drafted = await administrator.get<{ readonly policy: PolicyDocument }>(`${path}/policy`);
    const policy = fit(drafted.policy, options.seats, nominees);
    const nominators = await registerRegions(task);
    const cast = await hire(task, id, nominators);
    await openCampaign(cast, path, policy, nominators);
    reached(REGIONS.length);
    progress.note(`Квоты: ${describeQuotas(present(stageOf(policy, 'ranking').quotas, 'the ranking has no quotas'))}`);
    return { ...task, path, policy, nominees, cast, candidates: new Map(), losses: new Map() };
  });
}

/**
 * Everybody nominates today, so the campaign's periods are moved to where the reference date of the preset is today; the
 * people are made for the day before the move, and are looked at on it.
 */
function daysSince(date: string): number {
  return Math.floor((Date.now() - Date.parse(date)) / MS_A_DAY);
}

/** The preset for as many seats and nominations as asked for, approved by the demo's act. */
function fit(preset: PolicyDocument, seats: number | null, nominees: readonly Nominee[]): PolicyDocument {
  const nominated = REGIONS.map(({ code }) => nominees.filter(({ region }) => region === code).length);
  const ofPreset = stageOf(preset, 'ranking').quotas?.seats;
  const scaled = scalePolicy(preset, {
    seats: present(seats ?? ofPreset, 'the policy has no number of seats'),
    mostNominated: Math.max(...nominated),
  });
  return { ...scaled, referenceDate: REFERENCE_DATE, ...{ approvingAct: APPROVING_ACT } };
}

/** Registers the regions as nominators; answers their ids by region code. */
async function registerRegions({ administrator }: Task): Promise<ReadonlyMap<string, string>> {
  const items = REGIONS.map(({ code, title }) => ({ kind: 'region', code, title, region: code }));
  const answers = await administrator.bulk<{ readonly items: readonly { readonly id: string; readonly code: string }[] }>('/nominators/bulk', items);
  return new Map(answers.flatMap((answer) => answer.items.map(({ id, code }) => [code, id] as const)));
}

async function hire({ administrator }: Task, campaignId: string, nominators: ReadonlyMap<string, string>): Promise<Cast> {
  const requests: readonly AccountRequest[] = [
    { name: 'Координатор (демонстрация)', grants: [{ role: 'officer', campaignId }] },
    { name: 'Второй координатор (демонстрация)', grants: [{ role: 'officer', campaignId }] },
    { name: 'Аудитор (демонстрация)', grants: [{ role: 'auditor', campaignId }] },
    ...REGIONS.map(({ code }) => ({
      name: `Представитель региона ${code}`, region: code,
      grants: [{ role: 'nominator', campaignId, nominatorId: present(nominators.get(code), `region ${code} was not registered`) }],
    })),
    ...Array.from({ length: ASSESSORS }, (_, ordinal) => ({
      name: `Эксперт ${ordinal + 1}`, region: regionOfAssessor(ordinal), grants: [{ role: 'assessor', campaignId }],
    })),
  ];
  const answers = await administrator.bulk<{ readonly items: readonly { readonly id: string; readonly name: string; readonly token: string }[] }>('/accounts/bulk', requests);
  const accounts: Account[] = answers.flatMap(({ items }) => items.map(({ id, name, token }) => ({ id, name, token, rest: administrator.as(token) })));
  const account = (at: number): Account => present(accounts[at], `account ${at} was not made`);
  const clerks: Clerk[] = REGIONS.map(({ code }, at) => ({ ...account(3 + at), region: code, nominatorId: nominators.get(code) ?? '' }));
  const assessors: Assessor[] = Array.from({ length: ASSESSORS }, (_, ordinal) => (
    { ...account(3 + REGIONS.length + ordinal), ordinal, region: regionOfAssessor(ordinal) }
  ));
  return { officer: account(0), publisher: account(1), auditor: account(2), clerks, assessors };
}

/** Assessors come from regions spread over the whole list. */
function regionOfAssessor(ordinal: number): string {
  return present(REGIONS[Math.floor((ordinal * REGIONS.length) / ASSESSORS)], 'no region').code;
}

/** One officer drafts, another publishes. */
async function openCampaign({ officer, publisher }: Cast, path: string, policy: PolicyDocument, nominators: ReadonlyMap<string, string>): Promise<void> {
  const { version } = await officer.rest.put<{ readonly version: number }>(`${path}/policy`, policy);
  await publisher.rest.post(`${path}/policy/publish`, { version });
  await officer.rest.bulk(`${path}/nominators/bulk`, [...nominators.values()].map((nominatorId) => ({ nominatorId })));
}
