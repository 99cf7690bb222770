import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * What is published, and offers that are taken back, need a second person unless the campaign was begun without one; who
 * drafted a policy last is who proposed it (null before anybody changed it: whoever began the draft).
 */
export class AskForASecondPerson1795300000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table campaign add second_person boolean not null default true;
      alter table policy_version add drafted_by uuid;
      grant update (drafted_by) on policy_version to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table policy_version drop column drafted_by;
      alter table campaign drop column second_person;
    `);
  }
}
