import type { DataSource } from 'typeorm';
import type { WorkKind } from '../../src/kernel/jobs';
import type { World } from './world';

const A_BATCH = 500;
const LOOK_AGAIN_MS = 10;

/** What the decision that submits nominations leaves behind: READY batches, and a notice of them. */
export async function makeReady(source: DataSource, { campaign, candidacyIds }: World, stage: { readonly key: string; readonly kind: WorkKind }): Promise<void> {
  await source.query(
    `with progress as (
       insert into stage_progress (campaign_id, stage, policy_version, total, open) values ($1, $2, $4, cardinality($5::uuid[]), cardinality($5::uuid[]))
     ), batch as (
       insert into work_batch (campaign_id, stage, kind, policy_version, ids)
       select $1, $2, $3, $4, array_agg(id order by n) from unnest($5::uuid[]) with ordinality as u (id, n) group by (n - 1) / ${A_BATCH}
     ) select pg_notify('work', '')`,
    [campaign.id, stage.key, stage.kind, campaign.policyVersion, candidacyIds],
  );
}

/** Waits, as a person looking at the screen does, until so many have been computed. */
export async function untilComputed(source: DataSource, { campaign: { id, policyVersion } }: World, stage: string, count: number): Promise<void> {
  for (;;) {
    const [progress]: { total: number; open: number; stuck: boolean }[] = await source.query(
      `select total, open, exists (select from work_batch b where b.campaign_id = $1 and b.policy_version = $3 and b.state = 'NEEDS_ATTENTION') as stuck
       from stage_progress where campaign_id = $1 and stage = $2 and policy_version = $3`,
      [id, stage, policyVersion],
    );
    if (progress?.stuck) throw new Error(`${stage}: somebody needs attention`);
    if (progress?.total === count && progress.open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
