import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from '../../src/platform/config/config';
import { createLogger } from '../../src/platform/create-logger';
import { PlatformModule } from '../../src/platform/platform.module';
import { WorkerModule } from '../../src/worker.module';

@Module({})
class BenchProcess {}

/** The service as `npm start` runs it on one machine, without HTTP: dispatcher, queues and processors in one process. */
export function openService(config: Config): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(
    { module: BenchProcess, imports: [PlatformModule.with(config, 'selection-bench'), WorkerModule] },
    { abortOnError: false, logger: createLogger({ logLevel: 'warn' }) },
  );
}
