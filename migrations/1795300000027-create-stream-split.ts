import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Streams of the enrolled. The newest row of a stage holds; earlier ones stay to be read. */
export class CreateStreamSplit1795300000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table stream_split (
        id          uuid primary key,
        campaign_id uuid        not null references campaign,
        stage       text        not null,
        request     jsonb       not null,
        lines       jsonb       not null,
        imbalance   integer     not null,
        least       integer     not null,
        digest      bytea       not null,
        created_by  uuid        not null,
        created_at  timestamptz not null default now(),
        constraint split_not_below_least check (imbalance >= least)
      );
      create index stream_split_of_stage on stream_split (campaign_id, stage, id);
      comment on column stream_split.request is 'seed, limits and settled people: with them anybody can split the same people again';

      grant select, insert on stream_split to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table stream_split;`);
  }
}
