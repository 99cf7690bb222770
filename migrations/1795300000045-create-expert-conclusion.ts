import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** What an expert concluded in words. Ciphertext under the data key of the person it is about: who destroys the key erases the words. */
export class CreateExpertConclusion1795300000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table expert_conclusion (
        id                uuid primary key,
        candidacy_id      uuid        not null references candidacy,
        stage             text        not null,
        campaign_id       uuid        not null,
        nominator_id      uuid        not null,
        person_id         uuid        not null references person,
        conclusion_cipher bytea       not null,
        file_digest       bytea       constraint conclusion_file_by_sha256 check (octet_length(file_digest) = 32),
        written_by        uuid        not null,
        written_at        timestamptz not null default now()
      );
      comment on column expert_conclusion.conclusion_cipher is 'text and the name of the file';
      create index conclusion_of_candidacy on expert_conclusion (candidacy_id, stage);

      -- The queue process computes by the word of the conclusion in diagnostics_result and never reads this.
      grant select, insert on expert_conclusion to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table expert_conclusion;`);
  }
}
