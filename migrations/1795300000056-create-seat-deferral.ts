import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** A seat that somebody takes in a later campaign: given up here by a named person, taken there by a named decision. */
export class CreateSeatDeferral1795300000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table seat_deferral (
        id             uuid primary key,
        candidacy_id   uuid        not null references candidacy constraint seat_deferred_once unique,
        campaign_id    uuid        not null references campaign,
        nominator_id   uuid        not null,
        stage          text        not null,
        to_campaign_id uuid        not null references campaign,
        reason         text        not null constraint deferral_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        deferred_by    uuid        not null,
        deferred_at    timestamptz not null,
        admitted_id    uuid        references candidacy constraint deferral_admitted_once unique,
        admitted_by    uuid,
        admitted_at    timestamptz,
        constraint deferral_leads_elsewhere check (to_campaign_id <> campaign_id),
        constraint deferral_admitted_whole check (num_nulls(admitted_id, admitted_by, admitted_at) in (0, 3))
      );
      create index deferral_to_campaign on seat_deferral (to_campaign_id, id);
      grant select, insert, update (admitted_id, admitted_by, admitted_at) on seat_deferral to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table seat_deferral;`);
  }
}
