import { ConsoleLogger } from '@nestjs/common';
import type { Config } from './config/config';

const LEVELS = ['fatal', 'error', 'warn', 'log', 'debug'] as const;

/** Lines of JSON on standard output, up to the configured level. */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>): ConsoleLogger {
  return new ConsoleLogger({ json: true, colors: false, logLevels: LEVELS.slice(0, LEVELS.indexOf(logLevel) + 1) });
}
