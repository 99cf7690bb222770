import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Where a nominator reads his mail in a campaign; often the address of one person, so it is sealed under a key of the row. */
export class CreateNominatorAddress1795300000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table nominator_address (
        id           uuid primary key,
        campaign_id  uuid        not null references campaign,
        nominator_id uuid        not null references nominator,
        email_cipher bytea       not null,
        data_key     bytea       not null,
        key_version  integer     not null,
        written_by   uuid        not null,
        written_at   timestamptz not null default now(),
        constraint address_once_a_nominator unique (campaign_id, nominator_id)
      );
      grant select, insert, delete on nominator_address to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table nominator_address;`);
  }
}
