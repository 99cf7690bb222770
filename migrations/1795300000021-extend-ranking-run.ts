import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * A run keeps its certificate and the table of successions; a refused question ends a run instead of retrying it. The
 * commitment of a lottery stands apart, made before anybody knows the draw. A seat can be taken back by a replacement
 * that keeps only the confirmed.
 */
export class ExtendRankingRun1795300000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table ranking_run
        alter column snapshot type json using snapshot::json,
        alter column result type json using result::json,
        add column certificate json,
        add column certificate_hash bytea,
        add column successions json,
        drop constraint run_state_known,
        add constraint run_state_known check (state in ('queued', 'chosen', 'tie', 'infeasible', 'refused')),
        add constraint run_certificate_hashed check ((certificate is null) = (certificate_hash is null));
      comment on column ranking_run.snapshot is 'the very text its hash covers: json keeps it, jsonb would write it anew';

      create table ranking_lottery (
        campaign_id  uuid        not null references campaign,
        stage        text        not null,
        commitment   bytea       not null constraint lottery_commitment_is_sha256 check (length(commitment) = 32),
        pool         json        not null,
        pool_hash    bytea       not null,
        committed_by uuid        not null,
        committed_at timestamptz not null default now(),
        secret       text,
        public_value text,
        revealed_by  uuid,
        revealed_at  timestamptz,
        constraint lottery_revealed_whole check (num_nulls(secret, public_value, revealed_by, revealed_at) in (0, 4)),
        primary key (campaign_id, stage)
      );
      comment on table ranking_lottery is 'SHA-256 of a secret and the public numbers of everybody in the draw, fixed before the public value is drawn';

      alter table seat
        drop constraint seat_state_known,
        add constraint seat_state_known check (state in ('offered', 'accepted', 'declined', 'lapsed', 'taken-back'));

      grant select, insert, update (secret, public_value, revealed_by, revealed_at) on ranking_lottery to app_api;
      grant update (certificate, certificate_hash, successions) on ranking_run to app_worker;
      grant update (offered_by, offered_at) on seat to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update (offered_by, offered_at) on seat from app_api;
      revoke update (certificate, certificate_hash, successions) on ranking_run from app_worker;
      alter table seat drop constraint seat_state_known, add constraint seat_state_known check (state in ('offered', 'accepted', 'declined', 'lapsed'));
      drop table ranking_lottery;
      comment on column ranking_run.snapshot is null;
      alter table ranking_run
        drop constraint run_certificate_hashed,
        drop constraint run_state_known,
        add constraint run_state_known check (state in ('queued', 'chosen', 'tie', 'infeasible')),
        drop column successions, drop column certificate_hash, drop column certificate,
        alter column result type jsonb using result::jsonb,
        alter column snapshot type jsonb using snapshot::jsonb;
    `);
  }
}
