import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** What was written to a person goes with him; keys of addresses are wrapped anew with all others. */
export class EraseNotices1795300000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      grant select, update (text_cipher) on notice to app_eraser;
      grant update (data_key, key_version) on nominator_address to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update (data_key, key_version) on nominator_address from app_api;
      revoke all on notice from app_eraser;
    `);
  }
}
