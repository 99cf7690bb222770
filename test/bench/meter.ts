import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';

/** What one run cost. CPU in seconds, of the strategy's processes and of PostgreSQL's. */
export interface Cost {
  readonly seconds: number;
  readonly nodeCpu: number;
  /** null: PostgreSQL does not run on this machine, or its processes cannot be read. */
  readonly postgresCpu: number | null;
  readonly walBytes: number;
  /** The most memory the strategy's processes have held, bytes. */
  readonly rss: number;
}

const TICKS_A_SECOND = 100;

/** Runs the work and tells what it cost, with what `helpers`, processes beside this one, have done for it. */
export async function measure(source: DataSource, helpers: readonly number[], work: () => Promise<void>): Promise<Cost> {
  const wal = await walPosition(source);
  const postgres = await postgresCpu(source);
  const helped = helpers.map((pid) => cpuOf(pid, 'node') ?? 0);
  const node = process.cpuUsage();
  const start = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(node);
  const after = await postgresCpu(source);
  return {
    seconds,
    nodeCpu: (user + system) / 1e6 + helpers.reduce((sum, pid, i) => sum + (cpuOf(pid, 'node') ?? 0) - helped[i]!, 0),
    postgresCpu: postgres !== null && after !== null ? spent(postgres, after) : null,
    walBytes: (await walPosition(source)) - wal,
    rss: helpers.reduce((sum, pid) => sum + peakOf(pid), process.resourceUsage().maxRSS * 1024),
  };
}

async function walPosition(source: DataSource): Promise<number> {
  const [row]: { at: number }[] = await source.query(`select (pg_current_wal_lsn() - '0/0')::float8 as at`);
  return row!.at;
}

/** CPU seconds of every server process that works for this database or for all of them, by process. */
async function postgresCpu(source: DataSource): Promise<Map<number, number> | null> {
  const rows: { pid: number }[] = await source.query(`select pid from pg_stat_activity where datname is null or datname = current_database()`);
  const known = new Map<number, number>();
  for (const { pid } of rows) {
    const cpu = cpuOf(pid, 'postgres');
    if (cpu !== null) known.set(pid, cpu);
  }
  return known.size ? known : null;
}

function cpuOf(pid: number, program: string): number | null {
  try {
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    if (name !== program || !rest) return null;
    const fields = rest.split(' '); // proc(5) counts from 1 and has two fields before these: utime is 14, stime 15
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return null;
  }
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** A process that has ended in between is not counted. */
function spent(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0);
}
