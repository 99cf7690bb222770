import { Logger } from '@nestjs/common';
import { type Config, loadConfig } from './config/config';
import { traceOf } from './trace-of';

/**
 * Starts a process. A fault of the configuration is told in full; whatever else nobody has handled ends the process too,
 * because one in an unknown state must not go on, and leaves classes and lines of code in the log.
 */
export function runProcess(start: (config: Config) => Promise<unknown>): void {
  const end = (error: unknown): void => {
    new Logger('process').fatal(traceOf(error));
    process.exit(1);
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
  const config = configOrExit();
  start(config).catch(end);
}

function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
