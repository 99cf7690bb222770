import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Texts of notices of a campaign by occasion: draft, then approved, then never changed. */
export class CreateNoticeTemplate1795300000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table notice_template (
        campaign_id uuid        not null references campaign,
        occasion    text        not null constraint template_occasion_known
          check (occasion in ('passed', 'not-admitted', 'no-show', 'reserve', 'selected', 'enrolled', 'excluded', 'expelled', 'correction')),
        version     integer     not null,
        state       text        not null default 'draft' constraint template_state_known check (state in ('draft', 'approved')),
        recipient   text        not null constraint template_recipient_known check (recipient in ('candidate', 'nominator')),
        subject     text        not null,
        body        text        not null,
        written_by  uuid        not null,
        written_at  timestamptz not null default now(),
        approved_by uuid,
        approved_at timestamptz,
        constraint template_is_approved_by_someone check ((state = 'approved') = (approved_by is not null and approved_at is not null)),
        primary key (campaign_id, occasion, version)
      );
      create unique index template_one_draft_an_occasion on notice_template (campaign_id, occasion) where state = 'draft';
      create function refuse_change_of_approved_template() returns trigger language plpgsql as $$
      begin
        raise exception 'an approved template is never changed' using errcode = 'integrity_constraint_violation';
      end $$;
      create trigger approved_template_never_changes before update or delete on notice_template
        for each row when (old.state = 'approved') execute function refuse_change_of_approved_template();

      grant select, insert, update (state, recipient, subject, body, written_by, written_at, approved_by, approved_at) on notice_template to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table notice_template;
      drop function refuse_change_of_approved_template();
    `);
  }
}
