import { driverError } from './database/database.service';

/** What the log may keep of an error: its class, the database's code and the lines of code. The message may quote a person's data. */
export function traceOf(error: unknown): { error: string; code?: string; constraint?: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const { code, constraint } = driverError(error);
  const at = (error.stack ?? '').split('\n').map((line) => line.trim()).filter((line) => /^at .+:\d+:\d+\)?$/.test(line));
  return { error: error.name, ...(code && { code }), ...(constraint && { constraint }), at };
}
