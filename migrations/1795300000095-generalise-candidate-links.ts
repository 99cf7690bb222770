import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * The one-time link of a candidate is for more than the answer to an offer: by another one he appeals against a published
 * decision. An appeal that came so is received at once, its term counts; an officer enters its incoming number.
 */
export class GeneraliseCandidateLinks1795300000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table answer_link rename to candidate_link;
      alter table candidate_link
        add column purpose text not null default 'answer' constraint candidate_link_purpose_known check (purpose in ('answer', 'appeal')),
        add column decision_id uuid references decision_batch,
        add constraint candidate_link_of_an_appeal_names_its_decision check ((purpose = 'appeal') = (decision_id is not null)),
        drop constraint answer_link_pkey,
        drop constraint answer_link_candidacy_id_fkey,
        add constraint candidate_link_pkey primary key (candidacy_id, purpose),
        add constraint candidate_link_of_a_candidacy foreign key (candidacy_id) references candidacy;
      alter table candidate_link rename constraint answer_link_token_once to candidate_link_token_once;
      alter table candidate_link rename constraint answer_link_token_is_sha256 to candidate_link_token_is_sha256;
      alter table candidate_link alter column purpose drop default;
      grant update (stage, decision_id) on candidate_link to app_api;

      alter table appeal
        add column by_link boolean not null default false,
        alter column number drop not null,
        alter column registered_by drop not null,
        alter column registered_at drop not null,
        alter column registered_at drop default,
        add constraint appeal_registered_whole check (num_nulls(number, registered_by, registered_at) in (0, 3)),
        add constraint appeal_on_paper_is_registered check (by_link or number is not null),
        add constraint appeal_is_registered_before_it_is_answered check (outcome is null or number is not null);
      comment on column appeal.by_link is 'came by the link of the candidate himself; registered_by: the officer who entered its number';
      grant update (number, registered_by, registered_at) on appeal to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      delete from appeal where number is null;
      alter table appeal
        drop constraint appeal_is_registered_before_it_is_answered,
        drop constraint appeal_on_paper_is_registered,
        drop constraint appeal_registered_whole,
        drop column by_link,
        alter column number set not null,
        alter column registered_by set not null,
        alter column registered_at set not null,
        alter column registered_at set default now();
      revoke update (number, registered_by, registered_at) on appeal from app_api;

      delete from candidate_link where purpose = 'appeal';
      revoke update (stage, decision_id) on candidate_link from app_api;
      alter table candidate_link rename constraint candidate_link_token_once to answer_link_token_once;
      alter table candidate_link rename constraint candidate_link_token_is_sha256 to answer_link_token_is_sha256;
      alter table candidate_link
        drop constraint candidate_link_of_a_candidacy,
        drop constraint candidate_link_pkey,
        drop constraint candidate_link_of_an_appeal_names_its_decision,
        drop column decision_id,
        drop column purpose,
        add constraint answer_link_pkey primary key (candidacy_id),
        add constraint answer_link_candidacy_id_fkey foreign key (candidacy_id) references seat;
      alter table candidate_link rename to answer_link;
    `);
  }
}
