import type { DataSource } from 'typeorm';
import type { WorkKind } from '../../src/kernel/jobs';
import type { World } from './world';

const A_BATCH = 500;
const LOOK_AGAIN_MS = 5;

/** What the decision that submits nominations leaves behind: READY batches, and a notice of them. */
export async function makeReady(source: DataSource, { campaign, candidacyIds }: World, stage: { readonly key: string; readonly kind: WorkKind }): Promise<void> {
  await source.query(
    `with batch as (
       insert into work_batch (campaign_id, stage, kind, policy_version, ids, size)
       select $1, $2, $3, $4, array_agg(id order by n), count(*) from unnest($5::uuid[]) with ordinality as u (id, n) group by (n - 1) / ${A_BATCH}
     ) select pg_notify('work', '')`,
    [campaign.id, stage.key, stage.kind, campaign.policyVersion, candidacyIds],
  );
}

/** Waits, as a person looking at the screen does, until so many have been computed. */
export async function untilComputed(source: DataSource, { campaign: { id, policyVersion } }: World, stage: string, count: number): Promise<void> {
  for (;;) {
    const [{ done, stuck }]: [{ done: number; stuck: boolean }] = await source.query(
      `select coalesce(sum(size) filter (where state = 'DONE'), 0)::int as done, coalesce(bool_or(state = 'NEEDS_ATTENTION'), false) as stuck
       from work_batch where campaign_id = $1 and stage = $2 and policy_version = $3`,
      [id, stage, policyVersion],
    );
    if (stuck) throw new Error(`${stage}: somebody needs attention`);
    if (done === count) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
