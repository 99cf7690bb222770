import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Facts of somebody who has a verdict already have changed: he is computed anew, as the next revision. */
export class RenewWork1795300000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table work_ready add renew boolean not null default false;
      grant update (renew) on work_ready to app_api, app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `alter table work_ready drop renew;`);
  }
}
