import { awaitProposals, decide, publish } from './driver-decide';
import type { Decision } from './driver-decide';
import type { OrderLine } from './digest';
import { rankAndDecide } from './driver-rank';
import { balanced, openIn, readStage } from './driver-stages';
import { countLoss } from './driver-state';
import type { Campaign, Candidate } from './driver-state';
import { stageOf } from './policy-document';
import { inParallel } from './rest';
import type { Rest } from './rest';
import { declinesSeat } from './results';
import { SCAN } from './scan';

export interface Enrolled {
  readonly declined: number;
  /** Moved up from the reserve to a freed seat. */
  readonly replaced: number;
  readonly order: { readonly id: string; readonly lines: readonly OrderLine[] };
}

const CLERKS_AT_ONCE = 6;
/** Every round offers only what the round before left free; far fewer are needed. */
const MOST_ROUNDS = 20;

/** Seats are offered, answered and offered again until all are taken or nobody is left; then the order. */
export async function enrol(campaign: Campaign, seats: number): Promise<Enrolled> {
  const { key } = stageOf(campaign.policy, 'enrolment');
  const answered = new Map<string, boolean>();
  let replaced = 0;
  for (let round = 0; round <= MOST_ROUNDS; round += 1) {
    const offered = await balanced(campaign, `offers, round ${round}`, () => offerAndAnswer(campaign, answered));
    if (round > 0) replaced += offered;
    const accepted = [...answered.values()].filter(Boolean).length;
    const nobodyLeft = (round > 0 && offered === 0) || (await waitingInReserve(campaign)) === 0;
    if (accepted >= seats || nobodyLeft) break;
    const label = `Замены, круг ${round + 1}`;
    await balanced(campaign, label, () => rankAndDecide(campaign, label, `${campaign.path}/stages/${key}/replacements`));
  }
  await awaitProposals(campaign, key, 'Проекты решений о зачислении');
  await balanced(campaign, 'enrolment', () => decide(campaign, key));
  await balanced(campaign, 'closing the reserve', () => closeReserve(campaign));
  const order = await balanced(campaign, 'the order', () => (
    campaign.cast.officer.rest.post<Enrolled['order']>(`${campaign.path}/orders`, {})
  ));
  return { declined: [...answered.values()].filter((accepts) => !accepts).length, replaced, order };
}

/** Offers every free seat and has the regions pass their people's answers on. Answers how many were offered one. */
async function offerAndAnswer(campaign: Campaign, answered: Map<string, boolean>): Promise<number> {
  const { key } = stageOf(campaign.policy, 'enrolment');
  const offered = (await openIn(campaign, key)).filter(({ number }) => !answered.has(number));
  if (offered.length === 0) return 0;
  const { rest: officer } = campaign.cast.officer;
  await officer.post(`${campaign.path}/stages/${key}/offers`, {});
  await officer.bulk(`${campaign.path}/stages/${key}/dispatches/bulk`, offered.map(({ candidacyId, number }) => ({ candidacyId, channel: 'letter', number: `З-${number}` })));
  await campaign.progress.step('Предложения мест и ответы', offered.length, async (reached) => {
    let done = 0;
    await inParallel(campaign.cast.clerks, CLERKS_AT_ONCE, async ({ region, rest }) => {
      const own = offered.filter(({ nominee }) => nominee.region === region);
      await rest.bulk(`${campaign.path}/stages/${key}/answers/bulk`, await answersOf(campaign, rest, own));
      for (const { number, nominee } of own) answered.set(number, !declinesSeat(campaign.options.seed, nominee));
      done += own.length;
      reached(done);
    });
  });
  return offered.length;
}

/** What a clerk enters for his people; whoever declines has signed that he does. */
async function answersOf({ path, policy, options: { seed } }: Campaign, rest: Rest, own: readonly Candidate[]): Promise<Record<string, string>[]> {
  const { key } = stageOf(policy, 'enrolment');
  const answers: Record<string, string>[] = [];
  for (const { candidacyId, nominee } of own) {
    const declines = declinesSeat(seed, nominee);
    const statement = declines ? await rest.upload<{ readonly id: string }>('POST', `${path}/stages/${key}/seats/${candidacyId}/statements`, SCAN) : null;
    answers.push({ candidacyId, answer: declines ? 'decline' : 'accept', channel: 'letter', ...(statement && { statementId: statement.id }) });
  }
  return answers;
}

/** Whoever still waits in the reserve is told that the seats are taken. */
async function closeReserve(campaign: Campaign): Promise<void> {
  const { key } = stageOf(campaign.policy, 'ranking');
  const reserve = await waitingInReserve(campaign);
  if (reserve === 0) return;
  const decision = await campaign.cast.officer.rest.post<Decision>(`${campaign.path}/stages/${key}/reserve/close`, { count: reserve });
  await publish(campaign, key, decision);
  countLoss(campaign, key, 'RESERVE_CLOSED', reserve);
}

async function waitingInReserve(campaign: Campaign): Promise<number> {
  return (await readStage(campaign, stageOf(campaign.policy, 'ranking').key)).reserve ?? 0;
}
