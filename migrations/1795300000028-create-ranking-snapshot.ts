import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Exports of published rankings: who asked for one, who let it out, and the key of the ids in it. */
export class CreateRankingSnapshot1795300000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table ranking_snapshot (
        run_id       uuid        primary key references ranking_run,
        campaign_id  uuid        not null,
        secret       bytea       not null constraint snapshot_secret_is_32_bytes check (length(secret) = 32),
        seal         bytea       not null,
        requested_by uuid        not null,
        requested_at timestamptz not null default now(),
        released_by  uuid        constraint snapshot_released_by_another check (released_by <> requested_by),
        released_at  timestamptz,
        constraint snapshot_released_by_someone check ((released_by is null) = (released_at is null))
      );
      comment on column ranking_snapshot.secret is 'key of the ids: with it and a public number the row of a person is found, without it nobody is';

      grant select, insert, update (released_by, released_at) on ranking_snapshot to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table ranking_snapshot;`);
  }
}
