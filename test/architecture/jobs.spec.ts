import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORK_KINDS } from '../../src/kernel/jobs';

const SRC = join(__dirname, '../../src');

interface Source {
  readonly name: string;
  readonly text: string;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

/** What is wrong between kinds of work and the processors written for them; the start of a worker checks those that are wired. */
function faultsIn(files: readonly Source[], kinds: readonly string[]): string[] {
  const processors = files.flatMap(({ name, text }) =>
    [...text.matchAll(/@Processor\(([^)]*)\)\s*export class (\w+)/g)].map(([, kind = '', className = '']) => ({ name, kind: /^'([a-z]+)'$/.exec(kind)?.[1] ?? kind, className })),
  );
  const worker = files.find(({ name }) => name === 'worker.module.ts')?.text ?? '';
  const wired = /providers: \[([^\]]*)\]/.exec(worker)?.[1]?.split(/,\s*/) ?? [];
  return [
    ...kinds.filter((kind) => !processors.some((processor) => processor.kind === kind)).map((kind) => `${kind}: no processor`),
    ...processors.filter(({ kind }, i) => processors.findIndex((other) => other.kind === kind) < i).map(({ kind }) => `${kind}: two processors`),
    ...processors.filter(({ kind }) => !kinds.includes(kind)).map(({ name, kind }) => `${name}: ${kind} is no kind of work`),
    ...processors.filter(({ name, kind }) => name !== `${kind}/${kind}.processor.ts`).map(({ name, kind }) => `${name}: not the place of ${kind}`),
    ...processors.filter(({ className }) => !wired.includes(className)).map(({ className }) => `${className}: not wired in the worker`),
    ...files.filter(({ name, text }) => text.includes('@Processor(') && !processors.some((processor) => processor.name === name)).map(({ name }) => `${name}: a processor that cannot be read`),
  ];
}

const processor = (kind: string, className: string): Source => ({ name: `${kind}/${kind}.processor.ts`, text: `@Processor('${kind}')\nexport class ${className} extends WorkProcessor {}` });
const wiring = (...classNames: string[]): Source => ({ name: 'worker.module.ts', text: `providers: [${['Dispatcher', ...classNames].join(', ')}],` });

describe('kinds of work and their processors', () => {
  it('have each other, once, in the folder of the kind, wired in the worker', () => {
    expect(faultsIn(sources, WORK_KINDS)).toEqual([]);
  });

  it('are those the database takes', () => {
    const migrations = join(SRC, '../migrations');
    const schema = readdirSync(migrations).map((name) => readFileSync(join(migrations, name), 'utf8')).join();
    const known = /constraint work_kind_known check \(kind in \(([^)]*)\)\)/.exec(schema)?.[1];
    expect(known?.split(', ')).toEqual(WORK_KINDS.map((kind) => `'${kind}'`));
  });

  it.each<[string, readonly Source[], readonly string[]]>([
    ['a kind without a processor', [wiring()], ['letters: no processor']],
    ['two for one kind', [processor('letters', 'A'), { ...processor('letters', 'B'), name: 'copies/letters.processor.ts' }, wiring('A', 'B')], ['letters: two processors', 'copies/letters.processor.ts: not the place of letters']],
    ['one for no kind', [processor('letters', 'A'), processor('parcels', 'B'), wiring('A', 'B')], ['parcels/parcels.processor.ts: parcels is no kind of work']],
    ['one that is not wired', [processor('letters', 'A'), wiring()], ['A: not wired in the worker']],
    ['one that hides its kind', [{ name: 'letters/letters.processor.ts', text: '@Processor({ name: KIND })\nclass A {}' }, wiring('A')], ['letters: no processor', 'letters/letters.processor.ts: a processor that cannot be read']],
  ])('are told apart from %s', (_, files, faults) => {
    expect(faultsIn(files, ['letters'])).toEqual(faults);
  });
});
