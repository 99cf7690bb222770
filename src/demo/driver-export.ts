import type { Campaign } from './driver-state';
import { stageOf } from './policy-document';

/** What an outsider gets of the ranking: the file, and the seal that is published with the list. */
export interface Export {
  readonly seal: string;
  readonly snapshot: unknown;
}

/** The published ranking as a file that anybody can recompute: the officer asks for it, the second one lets it out, the auditor fetches it. */
export async function exportRanking({ cast, path, policy }: Campaign, runId: string): Promise<Export> {
  const address = `${path}/stages/${stageOf(policy, 'ranking').key}/runs/${runId}/snapshot`;
  const { seal } = await cast.officer.rest.post<{ readonly seal: string }>(address, {});
  await cast.publisher.rest.post(`${address}/release`, { seal });
  return { seal, snapshot: await cast.auditor.rest.get(address) };
}
