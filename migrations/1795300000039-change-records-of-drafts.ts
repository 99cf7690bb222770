import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * What is written about a draft is written anew or deleted, also where it was classified or corrected meanwhile: what it
 * said before goes with it. A correction covers every field of an employment.
 */
export class ChangeRecordsOfDrafts1795300000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      grant update (title) on applicant to app_api;
      grant update (municipality_name, source_document) on employment to app_api;
      grant delete on record_change to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke delete on record_change from app_api;
      revoke update (municipality_name, source_document) on employment from app_api;
      revoke update (title) on applicant from app_api;
    `);
  }
}
