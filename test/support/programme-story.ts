import type { Policy } from '../../src/campaign/domain/policy';
import { newId } from '../../src/platform/new-id';
import type { TestApi } from './app';
import { act, type NominatingAccount, nomination, type OpenCampaign, publish } from './campaign-story';
import { until } from './computing-api';

/** A campaign of another programme than the School of mayors, with one nominator of the kind its policy names. */
export interface ProgrammeCampaign extends Omit<OpenCampaign, 'nominators'> {
  readonly nominator: NominatingAccount;
}

export async function openProgramme(api: TestApi, policy: Policy, kind: 'organiser' | 'team-lead'): Promise<ProgrammeCampaign> {
  const administrator = await api.administrator();
  const { body: { id } } = await administrator.post<{ id: string }>('/campaigns', { programme: policy.programme.key, name: 'Test' });
  const campaign = { id, path: `/campaigns/${id}`, administrator, officer: (await api.account({ role: 'officer', campaignId: id })).api };
  const published = await publish(campaign, { ...policy, approvingAct: act('1') });
  if (published.status !== 200) throw new Error(`the policy was refused: ${JSON.stringify(published.body)}`);
  const { body: { items: [registered] } } = await administrator.post<{ items: [{ id: string }] }>('/nominators/bulk', { items: [{ kind, code: newId(), title: 'Test' }] });
  await campaign.officer.post(`${campaign.path}/nominators/bulk`, { items: [{ nominatorId: registered.id }] });
  const nominator = { nominatorId: registered.id, ...(await api.account({ role: 'nominator', campaignId: id, nominatorId: registered.id })) };
  return { ...campaign, nominator };
}

/** Somebody of a team; in one municipal administration for years unless told otherwise. */
export function teamMember(role: 'lead' | 'member', person: object = {}, change: object = {}): object {
  const { nominatorId: _, category: __, documents: ___, post, employment, ...nominee } = nomination('', {}, { ...person });
  return {
    role, ...nominee, ...change,
    post: { ...(post as object), organisationInn: '7830002293' },
    employment: 'employment' in change ? change.employment : (employment as object[]).map((job) => ({ ...job, sphere: 'municipal-service' })),
  };
}

/**
 * A person of a campaign comes to stand so, published on that day. Graduation and the like have no operation yet, so the
 * decision is put where one would leave it.
 */
export async function standing(api: TestApi, campaign: Pick<OpenCampaign, 'id'>, candidacyId: string, status: string, publishedOn: string): Promise<void> {
  const batch = newId();
  await api.sql(
    `insert into decision_batch (id, campaign_id, stage, kind, policy_version, decided_by, list_digest, lines, published_by, published_at)
     values ($1, $2, 'enrolment', 'event', 1, $1, '', 1, $1, $3::timestamptz)`,
    [batch, campaign.id, `${publishedOn}T12:00:00+03:00`],
  );
  await api.sql(
    `insert into history (candidacy_id, n, campaign_id, nominator_id, batch_id, event, stage, from_status, to_stage, to_status)
     select c.id, coalesce((select max(h.n) from history h where h.candidacy_id = c.id), 0) + 1, c.campaign_id, c.nominator_id, $2, 'graduate', 'enrolment', c.status, 'enrolment', $3
     from candidacy c where c.id = $1`,
    [candidacyId, batch, status],
  );
}

export interface ToldVerdict {
  readonly stage: string;
  readonly revision: number;
  readonly outcome: string;
  readonly reasons: readonly { readonly code: string; readonly params: Readonly<Record<string, unknown>>; readonly text?: string }[];
}

/** The verdict of that revision at the stage, once it is there. */
export async function verdictAt(campaign: Pick<OpenCampaign, 'officer' | 'path'>, candidacyId: string, stage: string, revision = 0): Promise<ToldVerdict> {
  const find = ({ verdicts }: { verdicts: readonly ToldVerdict[] }): ToldVerdict | undefined => verdicts.find((verdict) => verdict.stage === stage && verdict.revision === revision);
  const file = await until(() => campaign.officer.get<{ verdicts: readonly ToldVerdict[] }>(`${campaign.path}/candidacies/${candidacyId}?explain=ru`), (body) => find(body) !== undefined);
  return find(file)!;
}
