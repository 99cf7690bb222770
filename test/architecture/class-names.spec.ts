import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(__dirname, '../../src');

it('no two classes have one name: OpenAPI calls schemas and operations by it', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(SRC, file), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name]) => name!));
  expect(names.length).toBeGreaterThan(300);
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
});
