import type { Campaign } from './driver-state';
import { stageOf } from './policy-document';

/** The enrolled in streams: how many in each, and how uneven they are against the least possible. */
export interface SplitStreams {
  readonly sizes: readonly number[];
  readonly imbalance: number;
  readonly least: number;
}

interface Split {
  readonly digest: string;
  readonly imbalance: number;
  readonly least: number;
  readonly streams: readonly { readonly size: number }[];
}

/** The officer looks the proposed streams over and saves them; null: the policy names none, or nobody is enrolled. */
export async function splitStreams(campaign: Campaign, enrolled: number): Promise<SplitStreams | null> {
  const { key, streams } = stageOf(campaign.policy, 'enrolment');
  if (!streams || enrolled === 0) return null;
  const address = `${campaign.path}/stages/${key}/streams`;
  const asked = { seed: campaign.options.seed };
  const { digest } = await campaign.cast.officer.rest.post<Split>(`${address}/preview`, asked);
  const saved = await campaign.cast.officer.rest.post<Split>(address, { ...asked, digest });
  return { sizes: saved.streams.map(({ size }) => size), imbalance: saved.imbalance, least: saved.least };
}
