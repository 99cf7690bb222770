import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { plantTree } from '../support/planted-tree';

/** What the house forbids beyond the usual rules: where, what, and the rule that must notice. */
const BROKEN: readonly (readonly [string, string, string])[] = [
  ['src/ranking/domain/a.ts', 'export const now = Date.now();', 'no-restricted-syntax'],
  ['src/ranking/domain/b.ts', 'export const now = new Date();', 'no-restricted-syntax'],
  ['src/ranking/domain/c.ts', 'export const lot = Math.random();', 'no-restricted-syntax'],
  ['src/kernel/d.ts', "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();", 'no-restricted-imports'],
  ['src/ranking/e.service.ts', 'export const port = process.env.PORT;', 'no-restricted-properties'],
  ['src/ranking/f.service.ts', "import { env } from 'node:process';\nexport const port = env.PORT;", 'no-restricted-imports'],
  ['src/ranking/g.module.ts', "import { forwardRef } from '@nestjs/common';\nexport const cycle = forwardRef;", 'no-restricted-imports'],
  ['src/ranking/h.repository.ts', 'export const keep = (rows: { save(row: object): void }): void => rows.save({});', 'no-restricted-syntax'],
  ['src/ranking/i.service.ts', "console.log('here');", 'no-console'],
  ['src/ranking/j.ts', '\n'.repeat(301), 'max-lines'],
  ['src/ranking/k.ts', 'export const f = async (): Promise<void> => {};\nf();', '@typescript-eslint/no-floating-promises'],
  ['src/ranking/l.ts', 'export function f() { return 1; }', '@typescript-eslint/explicit-module-boundary-types'],
  ['src/ranking/m.ts', '// eslint-disable-next-line\nexport const x: any = 1;', '@typescript-eslint/no-explicit-any'],
  [
    'src/ranking/n.ts',
    "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
];

/** The same words where they are right. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['src/ranking/domain/hash.ts', "import { createHash } from 'node:crypto';\nexport const lot = (seed: string): Buffer => createHash('sha256').update(seed).digest();"],
  ['src/ranking/domain/date.ts', 'export const day = (text: string): Date => new Date(text);'],
  ['src/platform/config/config.ts', 'export const port = process.env.PORT;'],
  ['src/platform/clock.ts', 'export const now = (): Date => new Date();'],
  ['src/demo/main.ts', "console.log('here');"],
];

describe('lint rules', () => {
  let found: Readonly<Record<string, readonly (string | null)[]>>;
  let tree: ReturnType<typeof plantTree>;

  beforeAll(() => {
    tree = plantTree(Object.fromEntries([...BROKEN, ...ALLOWED].map(([file, text]) => [file, text])));
    found = lint(tree.folder);
  });
  afterAll(() => tree.remove());

  it.each(BROKEN)('%s is refused', (file, _text, rule) => {
    expect(found[file]).toContain(rule);
  });

  it.each(ALLOWED)('%s is allowed', (file) => {
    expect(found[file]).toEqual([]);
  });
});

/** The rules broken, by file. */
function lint(folder: string): Readonly<Record<string, readonly (string | null)[]>> {
  const program = join(__dirname, '../../node_modules/eslint/bin/eslint.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--format', 'json', 'src'], { cwd: folder, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const files = JSON.parse(stdout) as readonly { filePath: string; messages: readonly { ruleId: string | null }[] }[];
  return Object.fromEntries(files.map(({ filePath, messages }) => [filePath.slice(folder.length + 1), messages.map(({ ruleId }) => ruleId)]));
}
