import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** A past job is known by the name of its municipality where nobody has a code, and by the document that says so. */
export class AddSourcesOfEmployment1795300000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `alter table employment add column municipality_name text, add column source_document text;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `alter table employment drop column source_document, drop column municipality_name;`);
  }
}
