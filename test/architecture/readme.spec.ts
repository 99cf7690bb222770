import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALCULATORS, findCalculator } from '../../src/calculation/registry';
import { partsNotBuilt } from '../../src/campaign/domain/built-parts';
import { USAGE } from '../../src/demo/arguments';
import { PRESETS } from '../../src/programme/presets';
import { AUDIT_BAR } from '../bench/audit-bar';
import { CHOICE_BARS } from '../bench/choice-bars';
import { COMPARISONS } from '../bench/comparison';

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const english = read('README.md');
const russian = read('README.ru.md');

/** The rows of the first table after a text, cell by cell, without the head. */
function tableAfter(text: string): string[][] {
  const at = english.indexOf(text);
  if (at < 0) throw new Error(`the README has no ${text}`);
  const lines = english.slice(at).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  return lines.slice(first + 2, end).map((line) => line.slice(2, -2).split(/ ?\| ?/));
}
const codesOf = (cell: string | undefined): string[] => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
const namesIn = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();

describe('the README', () => {
  it('describes every variable of the environment, and none that is not read', () => {
    const described = tableAfter('## Configuration').flatMap(([name]) => codesOf(name)).sort();
    expect(described).toEqual(namesIn(read('.env.example'), /^([A-Z_]+)=/gm));
    expect(described).toEqual(expect.arrayContaining(namesIn(read('src/platform/config/config.ts'), /(?:text|whole|oneOf|url|key|networks)\('([A-Z_]+)'/g)));
  });

  it('gives defaults as .env.example does', () => {
    const given = new Map([...read('.env.example').matchAll(/^([A-Z_]+)=(.+)$/gm)].map((match) => [match[1]!, match[2]!]));
    for (const [name, value] of tableAfter('## Configuration')) {
      const inExample = given.get(codesOf(name)[0]!);
      if (inExample !== undefined) expect([name, codesOf(value)[0]]).toEqual([name, inExample]);
    }
  });

  it('names every command, and none that is not there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = (text: string): string[] => namesIn(text, /npm (?:run (?:-s )?)?(?!run)([a-z]+)/g);
    expect(named(english)).toEqual(Object.keys(scripts).sort());
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named(russian)));
  });

  it('gives the options of the demo as the demo does', () => {
    expect(tableAfter('Options of the demo').flatMap(([option]) => codesOf(option)).sort()).toEqual(namesIn(USAGE, /^ {2}(--(?!help)\w+(?: [A-Z])?)/gm));
  });

  it('tells what each programme still needs', () => {
    const told = tableAfter('<!-- not-built -->').map(([title, key, parts]) => [title, codesOf(key)[0], codesOf(parts)]);
    const needed = [...PRESETS].map(([key, policy]) => [policy.programme.title.ru, key, [...new Set(partsNotBuilt(policy).map(({ part }) => part))].sort()]);
    expect(told).toEqual(needed);
  });

  it.each([...english.matchAll(/<!-- calc:([\w-]+) -->/g)].map((match) => [match[1]!]))('shows what the calculator %s really answers', (name) => {
    const [, input, answer] = new RegExp(`<!-- calc:${name} -->\\n\`\`\`bash\\necho '(.+)' \\| npm run -s calc -- ${name}\\n\`\`\`[^]*?\`\`\`json\\n(.+)\\n\`\`\``).exec(english)!;
    expect(findCalculator(name)!.run(JSON.parse(input!))).toEqual(JSON.parse(answer!));
  });

  it('lists every calculator', () => {
    expect(codesOf(/^All of them: (.+)$/m.exec(english)?.[1])).toEqual(CALCULATORS.map(({ name }) => name));
  });

  it('says of every folder of the sources what it holds', () => {
    const told = tableAfter('| folder of `src/` | holds |').flatMap(([folders]) => codesOf(folders)).map((name) => name.replace(/\/$/, ''));
    expect([...told].sort()).toEqual(readdirSync(join(ROOT, 'src')).sort());
  });

  it('sets the bars of the bench where the bench sets them', () => {
    expect(tableAfter('<!-- bench:figures -->').map(([, people, , bar]) => [Number(people?.replace(/\D/g, '')), Number(bar)])).toEqual(COMPARISONS.map(({ n, bar }) => [n, bar]));
  });

  it('sets the bar of the audit where the bench sets it', () => {
    expect(tableAfter('<!-- bench:audit -->').map(([, , , bar]) => bar)).toEqual([String(AUDIT_BAR.perSecond), '']);
  });

  it('sets the bars of the choice where the bench sets them', () => {
    const told = tableAfter('<!-- bench:choice -->').map(([title, , seconds, times]) => [title, seconds ? Number(seconds) : null, times ? Number(/, (\d+)$/.exec(times)?.[1]) : null]);
    expect(told).toEqual(CHOICE_BARS.map(({ title, seconds, times }) => [title, seconds, times]));
  });

  it.each([['README.md', english], ['README.ru.md', russian]])('%s refers to what is there and to nothing on somebody\'s machine', (_, text) => {
    const files = [...text.matchAll(/\]\(([^)#]+)[^)]*\)|`((?:src|test|docker)\/[\w./-]+)`|(docker\/[\w.]+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
    expect(files.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
    expect(text).not.toMatch(/\/(?:home|root|work|tmp|Users)\/|localhost/);
  });
});
