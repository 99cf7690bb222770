import type { DataSource } from 'typeorm';

/** Every row of every table as text, as a backup would hold it; bytes in hexadecimal and, where they are text, as text. */
export async function dumpOf(source: DataSource): Promise<string> {
  const tables = await source.query<{ name: string }[]>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await source.query<{ row: string }[]>(`select t::text as row from "${name}" t`);
    parts.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`);
  }
  const dump = parts.join('\n');
  const bytes = [...dump.matchAll(/\\+x([0-9a-f]{8,})/g)].map((match) => Buffer.from(match[1]!, 'hex').toString('utf8'));
  return `${dump}\n${bytes.join('\n')}`;
}
