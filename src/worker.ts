import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createLogger } from './platform/create-logger';
import { PlatformModule } from './platform/platform.module';
import { prepareQueueBackend } from './platform/queue/queue-backend';
import { runProcess } from './platform/run-process';
import { WorkerModule } from './worker.module';

@Module({})
class QueueProcess {}

runProcess(async (config) => {
  await prepareQueueBackend(config);
  const app = await NestFactory.createApplicationContext(
    { module: QueueProcess, imports: [PlatformModule.with(config, 'selection-worker'), WorkerModule] },
    { abortOnError: false, logger: createLogger(config) },
  );
  app.enableShutdownHooks([], { useProcessExit: true });
});
