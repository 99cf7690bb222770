import { openIn, readStage, waitFor } from './driver-stages';
import { countLoss } from './driver-state';
import type { Campaign } from './driver-state';
import { adopt, sign } from './driver-commission';
import { present, type Stage } from './policy-document';
import { Random } from '../kernel/seeded-random';
import { leavingOf } from './results';

export interface Proposal {
  readonly candidacyId: string;
  readonly number: string;
  readonly outcome: string;
  readonly score: string | null;
  readonly reasons: readonly { readonly code: string; readonly params?: { readonly decisive?: unknown } }[];
}

interface Preview {
  readonly count: number;
  readonly digest: string;
  readonly waiting: number;
  readonly items: readonly Proposal[];
  readonly next: string | null;
}

export interface Decision {
  readonly id: string;
}

/** The run a ranking's decision rests on. */
export interface RankingRun {
  readonly id: string;
  readonly revision: number;
  readonly cause: 'ranking' | 'replacement';
}

/** Why an officer settles what the engine left open: by a document where facts are checked, elsewhere by the experts' view. */
const BY_DOCUMENT = { pass: 'CONFIRMED_BY_DOCUMENT', fail: 'NOT_CONFIRMED_BY_DOCUMENT' };
const BY_EXPERTS = { pass: 'EXPERTS_SUPPORT', fail: 'EXPERTS_DO_NOT_SUPPORT' };
const SETTLED_FOR_THE_CANDIDATE = 0.7;

/** Waits until the engine has proposed an outcome for everybody who stands open in the stage. */
export async function awaitProposals(campaign: Campaign, stage: string, label: string): Promise<void> {
  const { open } = await readStage(campaign, stage);
  await campaign.progress.step(label, open, (reached) => waitFor(campaign, label, async () => {
    const account = await readStage(campaign, stage);
    const { total = 0, open: left = 0, attention = 0 } = account.computed ?? {};
    if (attention > 0) throw new Error(`${stage}: ${attention} candidacies could not be computed and need attention`);
    reached(total - left);
    if (left > 0) return null;
    const { count, waiting } = await firstPage(campaign, stage);
    return waiting === 0 && count === account.open ? true : null;
  }));
}

/**
 * Decides a stage as proposed and has the decision published by the second officer; a ranking by confirming its run.
 * What the engine left undetermined the officer settles, by name and with a reason. Answers all proposals.
 */
export async function decide(campaign: Campaign, stage: string, run?: RankingRun): Promise<readonly Proposal[]> {
  const first = await firstPage(campaign, stage, run);
  if (first.count === 0) return [];
  const proposals = await everyProposal(campaign, stage, first, run);
  if (run && !proposals.some(({ outcome }) => outcome === 'pass')) return proposals; // a run that moves nobody asks for no decision
  const departures = proposals.filter(({ outcome }) => outcome === 'undetermined').map((proposal) => settle(campaign, stage, proposal));
  const shown = { count: first.count, digest: first.digest };
  const meeting = run?.cause === 'ranking' && gateOf(campaign, stage).confirms === 'commission' ? await adopt(campaign, run) : null;
  const decision = await (run
    ? campaign.cast.officer.rest.post<Decision>(`${campaign.path}/stages/${stage}/runs/${run.id}/confirm`, shown)
    : campaign.cast.officer.rest.post<Decision>(`${campaign.path}/decisions`, { stage, ...shown, departures }));
  if (meeting !== null) await sign(campaign, meeting);
  await publish(campaign, stage, decision);
  if (departures.length) campaign.progress.note(`Решил человек, не программа: ${departures.length}`);
  const passing = new Set(proposals.filter(({ outcome }) => outcome === 'pass').flatMap(decisiveCodes));
  for (const proposal of proposals) {
    if (proposal.outcome === 'fail') for (const code of decisiveCodes(proposal)) if (!passing.has(code)) countLoss(campaign, stage, code);
  }
  for (const { outcome, reason } of departures) if (outcome === 'fail') countLoss(campaign, stage, reason);
  return proposals;
}

/** What the officer decides, and why, about somebody whom the engine could not judge. */
function settle({ options: { seed }, policy }: Campaign, stage: string, { candidacyId, number }: Proposal): { candidacyId: string; outcome: string; reason: string } {
  const { kind } = present(policy.stages.find(({ key }) => key === stage), `no stage ${stage}`);
  const outcome = new Random(seed, 'departure', stage, number).chance(SETTLED_FOR_THE_CANDIDATE) ? 'pass' : 'fail';
  return { candidacyId, outcome, reason: (kind === 'eligibility' ? BY_DOCUMENT : BY_EXPERTS)[outcome] };
}

/** Codes of the reasons that speak for the outcome. Reasons also tell what was looked at; those stand beside a pass as well. */
function decisiveCodes({ reasons }: Proposal): string[] {
  return [...new Set(reasons.filter(({ params }) => params?.decisive !== false).map(({ code }) => code))];
}

/** Publishes a decision unless the policy reveals it at once. Four eyes: not by the officer who confirmed it. */
export async function publish(campaign: Campaign, stage: string, { id }: Decision): Promise<void> {
  if (gateOf(campaign, stage).publishes !== 'at-once') await campaign.cast.publisher.rest.post(`${campaign.path}/decisions/${id}/publish`, {});
}

function gateOf({ policy }: Campaign, stage: string): Stage['gate'] {
  return present(policy.stages.find(({ key }) => key === stage), `no stage ${stage}`).gate;
}

/** Some of those who entered the stage leave before it begins. */
export async function recordLeavings(campaign: Campaign, stage: string): Promise<void> {
  const items = (await openIn(campaign, stage)).flatMap(({ nominee, candidacyId }) => {
    const leaving = leavingOf(campaign.options.seed, nominee, stage);
    return leaving ? [{ candidacyId, ...leaving }] : [];
  });
  if (items.length === 0) return;
  await campaign.cast.officer.rest.bulk(`${campaign.path}/exits`, items);
  for (const { event, reason } of items) countLoss(campaign, stage, `${event}: ${reason}`);
  campaign.progress.note(`Выбыли перед этапом ${stage}: ${items.length}`);
}

function firstPage({ path, cast }: Campaign, stage: string, run?: RankingRun): Promise<Preview> {
  return cast.officer.rest.get<Preview>(`${path}/stages/${stage}/preview`, { limit: 200, revision: run?.revision });
}

async function everyProposal({ path, cast }: Campaign, stage: string, first: Preview, run?: RankingRun): Promise<Proposal[]> {
  const proposals = [...first.items];
  let after = first.next;
  while (after !== null) {
    const page: Preview = await cast.officer.rest.get(`${path}/stages/${stage}/preview`, { limit: 200, after, revision: run?.revision });
    proposals.push(...page.items);
    after = page.next;
  }
  return proposals;
}
