import 'reflect-metadata';
import { AppModule } from './app.module';
import { createHttpApplication } from './platform/http/bootstrap-http';
import { prepareQueueBackend } from './platform/queue/queue-backend';
import { runProcess } from './platform/run-process';

runProcess(async (config) => {
  if (config.processWork) await prepareQueueBackend(config);
  const app = await createHttpApplication(AppModule.with(config), config);
  await app.listen(config.port, config.host);
});
