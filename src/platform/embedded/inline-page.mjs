import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Makes one page that needs nothing but itself: compiled modules, from `entry` on, go into the page where it says
 * "the rules", file by file as the service runs them, with the loader of a few lines that CommonJS asks for. A bundler
 * would do no more here than join files, and would be one more program to trust between the rules and the page.
 * @param root the folder of the compiled modules; paths are relative to it
 * @param stead modules of Node and the file that stands for each
 */
export function inlinePage({ root, page, entry, stead, target }) {
  const modules = new Map();
  const take = (path) => {
    if (modules.has(path)) return;
    modules.set(path, undefined); // its own imports may lead back to it
    modules.set(path, bodyOf(root, path, stead, take));
  };
  take(entry);
  const files = [...modules].map(([path, body]) => `${JSON.stringify(path)}: (exports, require, module) => {\n${body}\n}`);
  const rules = `${OLDER_BROWSERS}\nconst verifier = (${load})({\n${files.join(',\n')}\n});`.replaceAll('</', '<\\/');
  const html = readFileSync(join(root, page), 'utf8').replace('/* the rules */', () => rules);
  writeFileSync(join(root, target), html.replace('<!-- security policy -->', `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`));
}

/** Nothing may be loaded, sent or run but what stands in the page, word for word. */
function policyOf(html) {
  const hashes = (tag) => [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return `default-src 'none'; script-src ${hashes('script').join(' ')}; style-src ${hashes('style').join(' ')}; img-src data:; base-uri 'none'; form-action 'none'`;
}

function bodyOf(root, path, stead, take) {
  const code = readFileSync(join(root, path), 'utf8');
  if (path.endsWith('.json')) return `module.exports = ${code};`;
  return code.replace(/^\/\/# sourceMappingURL=.*$/m, '').replace(/\brequire\("([^"]+)"\)/g, (_, name) => {
    const needed = stead[name] ?? fileOf(root, posix.join(posix.dirname(path), name));
    if (!name.startsWith('.') && !stead[name]) throw new Error(`${path} needs ${name}, which a page cannot have`);
    take(needed);
    return `require(${JSON.stringify(needed)})`;
  });
}

function fileOf(root, path) {
  return existsSync(join(root, path)) ? path : `${path}.js`;
}

/** Runs in the page. */
function load(modules) {
  const loaded = {};
  const require = (path) => {
    if (!loaded[path]) {
      loaded[path] = { exports: {} };
      modules[path](loaded[path].exports, require, loaded[path]);
    }
    return loaded[path].exports;
  };
  return require;
}

/** What browsers have since 2023 and the rules use; computers that get no updates have older ones. */
const OLDER_BROWSERS = `
for (const [name, change] of [['toSorted', 'sort'], ['toReversed', 'reverse']]) {
  if (!Array.prototype[name]) Object.defineProperty(Array.prototype, name, { value(...how) { return [...this][change](...how); } });
}`;
