import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeVerification, type DescribedVerification, type Language, LANGUAGES, verifyText } from './describe-verification';

const USAGE = `verify <snapshot.json> [--seal <published seal>] [--lang ru|en]

Computes a published ranking anew from its snapshot, without database or network.
Пересчитывает опубликованный рейтинг по выгрузке, без базы и без сети.
Exit status: 0 equal, 1 different, 2 not a snapshot.
`;
const STATUS = { equal: 0, different: 1, 'not-a-snapshot': 2 } as const;
const MISUSED = 2;

/** What the command prints. */
export function printed({ title, lead, facts, seal, findings }: DescribedVerification): string {
  const width = Math.max(0, ...facts.map(([label]) => label.length));
  const parts = [
    `${title}. ${lead}`,
    facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n'),
    findings.map(({ text }) => `  • ${text}`).join('\n'),
    seal ? `${seal.label} ${seal.value}\n${seal.hint}` : '',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function main(args: readonly string[]): void {
  const { positionals: [file, ...rest], values: { seal, lang } } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seal: { type: 'string', default: '' }, lang: { type: 'string', default: 'ru' } },
  });
  if (file === undefined || rest.length > 0 || !LANGUAGES.includes(lang as Language)) throw new TypeError('wrong command');
  const verification = verifyText(readFileSync(file, 'utf8'), seal);
  process.stdout.write(printed(describeVerification(verification, seal, lang as Language)));
  process.exitCode = STATUS[verification.verdict];
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write('code' in error && error.code === 'ENOENT' ? `${error.message}\n` : USAGE);
    process.exitCode = MISUSED;
  }
}
