import schema from '../../../src/campaign/domain/policy.schema.json';
import { isInstant, validatePolicy } from '../../../src/campaign/validate-policy';
import { changed, preset, put, SCHEMA_MUTATIONS } from './domain/policy-mutations';

type Node = Readonly<Record<string, unknown>>;

function visit(value: unknown, see: (node: Node, path: string) => void, path = ''): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) see(value as Node, path);
  for (const [key, member] of Object.entries(value)) visit(member, see, `${path}/${key}`);
}

const definitions: Readonly<Record<string, Node>> = schema.$defs;
const resolve = (node: Node): Node => (typeof node.$ref === 'string' ? definitions[node.$ref.replace('#/$defs/', '')] ?? {} : node);

describe('validatePolicy', () => {
  it.each(SCHEMA_MUTATIONS)('%s: refuses %s', (_keyword, _what, name, change, code, pointer) => {
    expect(validatePolicy(changed(name, change))).toEqual([expect.objectContaining({ level: 'error', code, pointer })]);
  });

  it('tells what is expected', () => {
    expect(validatePolicy(changed('school-of-mayors', put('/applicants/kind', 'pair')))[0]?.params).toEqual({ allowed: ['person', 'team', 'organisation', 'project'] });
    expect(validatePolicy(changed('school-of-mayors', put('/appeals/answerDays', 31)))[0]?.params).toEqual({ most: 30 });
    expect(validatePolicy(changed('school-of-mayors', put('/stages/1/kind', 'voting')))[0]?.params).toEqual({ field: 'kind', value: 'voting' });
    expect(validatePolicy(changed('school-of-mayors', put('/a~b', 1)))[0]).toMatchObject({ pointer: '/a~0b', params: { field: 'a~b' } });
  });

  it('tells every fault at once', () => {
    const policy = preset('school-of-mayors');
    put('/referenceDate', undefined)(policy);
    put('/colour', 'red')(policy);
    expect(validatePolicy(policy).map(({ code }) => code).sort()).toEqual(['SCHEMA_REQUIRED', 'SCHEMA_UNKNOWN_FIELD']);
  });

  it.each([['null', null], ['a number', 7], ['a list', []], ['text', '{}']])('refuses %s', (_what, document) => {
    expect(validatePolicy(document)).toEqual([expect.objectContaining({ code: 'SCHEMA_TYPE', pointer: '' })]);
  });

  it('refuses criteria nested without end before recursing into them', () => {
    let criterion: unknown = { type: 'citizenship', key: 'citizen', subject: 'self', country: 'RU' };
    for (let depth = 0; depth < 100_000; depth++) criterion = { type: 'all', of: [criterion] };
    expect(validatePolicy({ ...preset('school-of-mayors'), stages: [criterion] })).toEqual([
      { level: 'error', code: 'SCHEMA_TOO_DEEP', pointer: '', params: { levels: 40 } },
    ]);
  });
});

describe('isInstant', () => {
  it.each(['2026-02-01T00:00:00+03:00', '2024-02-29T23:59:59Z', '2026-02-01T00:00:00-11:00'])('accepts %s', (text) => expect(isInstant(text)).toBe(true));
  it.each(['2026-02-01', '2026-02-01T00:00:00', '2026-02-29T00:00:00Z', '2026-02-01 00:00:00Z', '2026-02-01T00:00:00.5Z', '2026-02-01T00:60:00Z', '2026-02-01T00:00:00+15:00'])(
    'refuses %s', (text) => expect(isInstant(text)).toBe(false));
});

describe('policy.schema.json', () => {
  it('is written in keywords each of which has been seen refusing', () => {
    const silent = new Set(['$schema', '$id', '$ref', '$defs', 'title', 'description', 'properties', 'items', 'oneOf']);
    const used = new Set<string>();
    visit(schema, (node, path) => {
      if (/\/(properties|\$defs)$/.test(path)) return; // names of fields, not keywords
      for (const keyword of Object.keys(node)) if (!silent.has(keyword) && !path.endsWith('/discriminator')) used.add(keyword);
    });
    expect([...used].sort()).toEqual([...new Set(SCHEMA_MUTATIONS.map(([keyword]) => keyword))].sort());
  });

  it('closes every object, and makes every choice by one constant word', () => {
    const open: string[] = [];
    const vague: string[] = [];
    visit(schema, (node, path) => {
      if (node.properties && node.additionalProperties !== false) open.push(path);
      if (!Array.isArray(node.oneOf)) return;
      const word = (node.discriminator as { propertyName: string } | undefined)?.propertyName ?? '';
      for (const option of node.oneOf as Node[]) {
        const fields = resolve(option).properties as Record<string, Node> | undefined;
        if (fields?.[word]?.const === undefined) vague.push(path);
      }
    });
    expect({ open, vague }).toEqual({ open: [], vague: [] });
  });

  it('gives every definition and every field a title with its Russian term', () => {
    const untitled: string[] = [];
    const titled = (node: Node): boolean => /\[[^\]]*[а-яё][^\]]*\]$/i.test((node.title ?? resolve(node).title ?? '') as string);
    for (const [name, definition] of Object.entries(definitions)) if (!titled(definition)) untitled.push(name);
    visit(schema, (node, path) => {
      if (!path.endsWith('/properties')) return;
      for (const [field, value] of Object.entries(node as Record<string, Node>)) if (value.const === undefined && !titled(value)) untitled.push(`${path}/${field}`);
    });
    expect(untitled).toEqual([]);
  });

  it('refers to its own definitions only and uses each, so it can stand in OpenAPI components', () => {
    const used = new Set<string>();
    visit(schema, ({ $ref }) => {
      if (typeof $ref === 'string') used.add($ref);
    });
    expect([...used].sort()).toEqual(Object.keys(definitions).map((name) => `#/$defs/${name}`).sort());
  });
});
