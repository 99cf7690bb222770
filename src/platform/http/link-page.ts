import { createHash } from 'node:crypto';

/** A page and the policy of what it may do: its own script and style, by their hashes, and calls to this service. */
export interface LinkPage {
  readonly html: string;
  readonly policy: string;
}

/** What a page that is opened by a one-time link does: `script` runs with `ask`, `show`, `text`, `failed` and `begin`. */
export interface LinkPageParts {
  readonly title: string;
  /** The operation it asks, GET to read and POST to act. */
  readonly operation: string;
  readonly sections: string;
  readonly script: string;
}

const STYLE = `
  body { font: 18px/1.5 system-ui, sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em; color: #1b1b1b; }
  h1 { font-size: 1.3em; } button { font: inherit; padding: .6em 1.2em; margin: 0 .6em .6em 0; border: 1px solid #1d4f91; border-radius: 4px; background: #fff; color: #1d4f91; cursor: pointer; }
  textarea { font: inherit; width: 100%; box-sizing: border-box; padding: .5em; border: 1px solid #1d4f91; border-radius: 4px; } blockquote { margin: 0 0 1em; padding-left: 1em; border-left: 3px solid #ccc; white-space: pre-wrap; }
  button.main { background: #1d4f91; color: #fff; } :focus-visible { outline: 3px solid #f5a623; } [hidden] { display: none; } small { color: #555; }`;

/** The token stands after the # of the address, which a browser sends to nobody; it is taken out of the address at once. */
const SHARED = (operation: string): string => `
  'use strict';
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  const show = (id) => { for (const part of document.querySelectorAll('main > section')) part.hidden = part.id !== id; document.getElementById(id).querySelector('h1').focus(); };
  const ask = (method, body) => fetch('${operation}', { method, headers: { authorization: 'Bearer ' + token, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body), credentials: 'omit', cache: 'no-store' });
  const text = (id, value) => { document.getElementById(id).textContent = value; };
  const failed = (status) => show(status === 404 || status === 409 ? 'absent' : 'later');
  const moment = (term) => term.moscow + ' (Москва)' + (term.local === term.moscow ? '' : ', ' + term.local + ' (местное)');
  const begin = async (shown) => {
    if (token === '') return show('absent');
    try {
      const response = await ask('GET');
      if (!response.ok) return failed(response.status);
      shown(await response.json());
    } catch { show('later'); }
  };
  const act = async (button, body, done) => {
    button.disabled = true;
    try {
      const response = await ask('POST', body);
      if (!response.ok) return failed(response.status);
      done(await response.json());
      show('done');
    } catch { show('later'); } finally { button.disabled = false; }
  };`;

const hashOf = (part: string): string => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;

/** A page for the holder of a one-time link. It is the same for everybody and holds no data. */
export function linkPage({ title, operation, sections, script }: LinkPageParts): LinkPage {
  const all = SHARED(operation) + script;
  return {
    html: `<!doctype html>
<html lang="ru">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><main>
${sections}
<section id="absent" hidden><h1 tabindex="-1">Ссылка не действует</h1><p>Ею уже воспользовались, её срок истёк, или она скопирована не полностью. Спросите у того, кто вам её прислал. / The link is not valid.</p></section>
<section id="later" hidden><h1 tabindex="-1">Не получилось</h1><p>Служба сейчас не отвечает. Откройте ссылку ещё раз немного позже; ничего ещё не записано. / Please try again later.</p></section>
<noscript><p>Странице нужен JavaScript. / This page needs JavaScript.</p></noscript>
</main><script>${all}</script></body></html>
`,
    policy: `default-src 'none'; script-src ${hashOf(all)}; style-src ${hashOf(STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}
