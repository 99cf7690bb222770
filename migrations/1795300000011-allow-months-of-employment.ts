import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Of a date of employment only the month may be known. The columns then hold the widest it may be, the first day for a
 * beginning and the last for an end, and the flags say so.
 */
export class AllowMonthsOfEmployment1795300000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table employment
        add column started_month_only boolean not null default false
          constraint employment_month_starts_on_its_first check (not started_month_only or extract(day from started_on) = 1),
        add column ended_month_only boolean not null default false
          constraint employment_month_ends_on_its_last check (not ended_month_only or (ended_on is not null and extract(day from ended_on + 1) = 1));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `alter table employment drop column started_month_only, drop column ended_month_only;`);
  }
}
