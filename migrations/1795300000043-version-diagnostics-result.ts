import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Results are corrected as new versions, asked for by one person and decided by another; a test may be repeated under supervision. */
export class VersionDiagnosticsResult1795300000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table diagnostics_result
        add column version    integer not null default 1,
        add column supervised boolean not null default false,
        add column closed_at  timestamptz,
        drop constraint diagnostics_result_pkey,
        add primary key (candidacy_id, stage, instrument, version);
      comment on column diagnostics_result.closed_at is 'a later version holds';
      create unique index result_in_force_once on diagnostics_result (candidacy_id, stage, instrument, supervised) where closed_at is null;

      create table result_correction (
        id           uuid primary key,
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        instrument   text        not null,
        supervised   boolean     not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        taken_on     date        not null,
        norm_group   text        not null,
        raw          jsonb       not null,
        conclusion   text        constraint corrected_conclusion_known check (conclusion in ('recommended', 'with-reservations', 'not-recommended')),
        reason       text        not null constraint correction_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        state        text        not null default 'asked' constraint correction_state_known check (state in ('asked', 'applied', 'refused')),
        asked_by     uuid        not null,
        asked_at     timestamptz not null default now(),
        decided_by   uuid,
        decided_at   timestamptz,
        constraint correction_decided_by_another check (decided_by <> asked_by),
        constraint correction_decided_by_someone check ((state = 'asked') = (decided_by is null) and (decided_by is null) = (decided_at is null))
      );
      create index correction_of_campaign on result_correction (campaign_id, id);
      create unique index correction_one_at_a_time on result_correction (candidacy_id, stage, instrument, supervised) where state = 'asked';

      grant update (closed_at) on diagnostics_result to app_api;
      grant select, insert, update (state, decided_by, decided_at) on result_correction to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table result_correction;
      drop index result_in_force_once;
      delete from diagnostics_result where closed_at is not null or supervised;
      alter table diagnostics_result
        drop constraint diagnostics_result_pkey,
        drop column closed_at, drop column supervised, drop column version,
        add primary key (candidacy_id, stage, instrument);
    `);
  }
}
