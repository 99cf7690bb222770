import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from './access/access.module';
import { AccountService } from './access/account.service';
import { DomainError } from './kernel/domain-error';
import { type Config, loadConfig } from './platform/config/config';
import { CryptoModule } from './platform/crypto/crypto.module';
import { KeyRotation } from './platform/crypto/key-rotation.service';
import { migrate } from './platform/database/migrate';
import { PlatformModule } from './platform/platform.module';

const USAGE = `usage: cli <command>
  migrate                          brings the schema to this build
  bootstrap [--name text] [--json] creates the first administrator and prints his token
  rotate-keys                      wraps every data key under the present MASTER_KEY
`;
const REFUSED = 1;
const MISUSED = 2;

@Module({})
class CliModule {}

async function bootstrap(config: Config, { name, json }: { name: string; json: boolean }): Promise<void> {
  const app = await NestFactory.createApplicationContext(
    { module: CliModule, imports: [PlatformModule.with(config, 'selection-cli'), AccessModule] },
    { abortOnError: false, logger: ['error', 'fatal'] },
  );
  try {
    const account = await app.get(AccountService).bootstrap(name);
    process.stdout.write(json ? `${JSON.stringify(account)}\n` : `${account.token}\n`);
  } finally {
    await app.close();
  }
}

async function rotateKeys(config: Config): Promise<void> {
  const app = await NestFactory.createApplicationContext(
    { module: CliModule, imports: [PlatformModule.with(config, 'selection-cli'), CryptoModule] },
    { abortOnError: false, logger: ['error', 'fatal'] },
  );
  try {
    const rotated = await app.get(KeyRotation).rotate();
    process.stdout.write(Object.entries(rotated).map(([table, keys]) => `${table} ${keys}\n`).join(''));
  } finally {
    await app.close();
  }
}

async function run(args: string[]): Promise<void> {
  const { positionals: [command, ...rest], values } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, name: { type: 'string', default: 'Administrator' } },
  });
  if (rest.length > 0) throw new TypeError('unexpected argument');
  if (command === 'migrate') {
    const run = await migrate(loadConfig());
    process.stdout.write(run.length > 0 ? `${run.join('\n')}\n` : 'nothing to do\n');
  } else if (command === 'bootstrap') await bootstrap(loadConfig(), { name: values.name, json: values.json });
  else if (command === 'rotate-keys') await rotateKeys(loadConfig());
  else throw new TypeError('unknown command');
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const isMisuse = error instanceof TypeError;
  process.stderr.write(isMisuse ? USAGE : error instanceof DomainError ? `${error.code}: ${error.message}\n` : `${String(error)}\n`);
  process.exitCode = isMisuse ? MISUSED : REFUSED;
});
