import type { CriterionTree, EligibilityStage, Policy } from '../../src/campaign/domain/policy';
import type { Answer } from './app';
import { nomination, type OpenCampaign, schoolOfMayors, withStage } from './campaign-story';
import { until, untilComputed } from './computing-api';

export interface Verdict {
  readonly stage: string;
  readonly policyVersion: number;
  readonly revision: number;
  readonly outcome: string;
  readonly reasons: readonly { readonly code: string; readonly text: string; readonly params: Readonly<Record<string, unknown>> }[];
}

export interface CandidacyFile {
  readonly verdicts: readonly Verdict[];
}

export interface Line {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly decided: boolean;
}

export interface Effect {
  readonly affected?: number;
  readonly changes: readonly { readonly stage: string; readonly from: string; readonly to: string; readonly decided: boolean; readonly count: number }[];
  readonly digest: string;
  readonly policyDigest: string;
  readonly items: readonly Line[];
  readonly next: string | null;
}

/** The School of mayors with another least tenure of managers. */
export function asking(months: number, act: string): Policy {
  const policy = schoolOfMayors(act);
  const { criteria } = policy.stages.find((stage): stage is EligibilityStage => stage.kind === 'eligibility')!;
  const of = (criteria as CriterionTree).of.map((leaf) => ('key' in leaf && leaf.key === 'managerial-tenure' && leaf.type === 'tenure' ? { ...leaf, minMonths: { ...leaf.minMonths, value: months } } : leaf));
  return withStage(policy, 'eligibility', { criteria: { ...(criteria as CriterionTree), of } });
}

/** Somebody who has been the head since a day, and nothing before. */
export const since = (startedOn: string): Readonly<Record<string, unknown>> => ({ employment: [{ startedOn, endedOn: null, title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36' }] });

/** Nominates and submits people of region 36, each with a change of the usual nomination, and waits until they are computed. */
export async function nominated(campaign: OpenCampaign, changes: readonly object[]): Promise<string[]> {
  const { nominatorId, api: nominator } = campaign.nominators['36']!;
  const items = changes.map((change) => nomination(nominatorId, { ...change }));
  const { body } = await nominator.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items });
  const candidacyIds = body.items.map(({ candidacyId }) => candidacyId);
  const { status } = await nominator.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds });
  if (status !== 201) throw new Error(`the nominations were refused: ${status}`);
  await untilComputed(campaign, 'tenure', candidacyIds.length);
  return candidacyIds;
}

export const fileOf = ({ officer, path }: OpenCampaign, id: string, language = 'en'): Promise<Answer<CandidacyFile>> => officer.get(`${path}/candidacies/${id}?explain=${language}`);
export const tenureOf = ({ verdicts }: CandidacyFile): Verdict[] => verdicts.filter(({ stage }) => stage === 'tenure');

/** Waits for the verdict of that version and revision. */
export async function verdictOf(campaign: OpenCampaign, id: string, policyVersion: number, revision: number, language?: string): Promise<Verdict> {
  const is = (verdict: Verdict): boolean => verdict.policyVersion === policyVersion && verdict.revision === revision;
  return tenureOf(await until(() => fileOf(campaign, id, language), (file) => tenureOf(file).some(is))).find(is)!;
}
