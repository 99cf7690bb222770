import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inlinePage } from './inline-page.mjs';
import { dataFolder, root, say } from './workspace.mjs';

const SOURCES = ['src', 'migrations', 'test/bench', 'test/support'];
const dist = join(root, 'dist');

/** The verifier of a ranking for whoever has a browser and nothing else. */
const VERIFIER = { page: 'src/verifier/page.html', entry: 'src/verifier/describe-verification.js', stead: { 'node:crypto': 'src/verifier/page-crypto.js' }, target: 'verifier.html' };

/** Compiles the sources into `dist`, at the same paths. Does nothing when they have not changed since. Call it under a lock. */
export async function build() {
  const files = SOURCES.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((name) => /\.(ts|json|html|js|css)$/.test(name))
    .sort();
  const wanted = hashOf([...files, 'src/platform/embedded/inline-page.mjs', '.swcrc', 'package-lock.json']);
  const mark = join(dist, '.source-hash');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;

  const fresh = join(dataFolder, 'build');
  rmSync(fresh, { recursive: true, force: true });
  await compile(files, fresh);
  inlinePage({ root: fresh, ...VERIFIER });
  writeFileSync(join(fresh, '.source-hash'), wanted);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  say(`built ${files.length} files`);
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const name of files) hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

async function compile(files, target) {
  const { transformFile } = await import('@swc/core');
  await Promise.all(
    files.map(async (name) => {
      const output = join(target, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(output), { recursive: true });
      if (!name.endsWith('.ts')) return cpSync(join(root, name), output);
      const { code, map } = await transformFile(join(root, name), { cwd: root, configFile: join(root, '.swcrc') });
      writeFileSync(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
      writeFileSync(`${output}.map`, map);
    }),
  );
}
