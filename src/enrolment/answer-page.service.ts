import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** The page and the policy of what it may do: its own script and style, by their hashes, and calls to this service. */
export interface AnswerPage {
  readonly html: string;
  readonly policy: string;
}

const STYLE = `
  body { font: 18px/1.5 system-ui, sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em; color: #1b1b1b; }
  h1 { font-size: 1.3em; } button { font: inherit; padding: .6em 1.2em; margin: 0 .6em .6em 0; border: 1px solid #1d4f91; border-radius: 4px; background: #fff; color: #1d4f91; cursor: pointer; }
  button.main { background: #1d4f91; color: #fff; } button:focus-visible { outline: 3px solid #f5a623; } [hidden] { display: none; } small { color: #555; }`;

/** The token stands after the # of the address, which a browser sends to nobody; it is taken out of the address at once. */
const SCRIPT = `
  'use strict';
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  const show = (id) => { for (const part of document.querySelectorAll('main > section')) part.hidden = part.id !== id; document.getElementById(id).querySelector('h1').focus(); };
  const ask = (method, body) => fetch('/api/v1/answer', { method, headers: { authorization: 'Bearer ' + token, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body), credentials: 'omit', cache: 'no-store' });
  const text = (id, value) => { document.getElementById(id).textContent = value; };
  const failed = (status) => show(status === 404 || status === 409 ? 'absent' : 'later');
  const words = { accept: ['Вы соглашаетесь занять место?', 'Да, я согласен (согласна)'], decline: ['Вы отказываетесь от места? Его предложат другому.', 'Да, я отказываюсь'] };
  let chosen = null;
  const choose = (answer) => () => { chosen = answer; text('question', words[answer][0]); text('sure', words[answer][1]); show('confirm'); };
  const send = async () => {
    const button = document.getElementById('sure');
    button.disabled = true;
    try {
      const response = await ask('POST', { answer: chosen });
      if (!response.ok) return failed(response.status);
      text('result', chosen === 'accept' ? 'Ваше согласие записано.' : 'Ваш отказ записан.');
      show('done');
    } catch { show('later'); } finally { button.disabled = false; }
  };
  const open = async () => {
    if (token === '') return show('absent');
    try {
      const response = await ask('GET');
      if (!response.ok) return failed(response.status);
      const offer = await response.json();
      text('programme', offer.programme.ru + ' / ' + offer.programme.en);
      text('number', offer.number);
      text('until', offer.answerUntil.moscow + ' (Москва)' + (offer.answerUntil.local === offer.answerUntil.moscow ? '' : ', ' + offer.answerUntil.local + ' (местное)'));
      show('offer');
    } catch { show('later'); }
  };
  document.getElementById('accept').onclick = choose('accept');
  document.getElementById('decline').onclick = choose('decline');
  document.getElementById('back').onclick = () => show('offer');
  document.getElementById('sure').onclick = send;
  open();`;

const HTML = `<!doctype html>
<html lang="ru">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Ответ на предложение места</title><style>${STYLE}</style></head>
<body><main>
<section id="offer" hidden><h1 tabindex="-1">Вам предложено место</h1>
<p>Программа: <b id="programme"></b><br>Ваш номер: <b id="number"></b><br>Ответьте до: <b id="until"></b></p>
<p><button id="accept" class="main">Согласиться / Accept</button><button id="decline">Отказаться / Decline</button></p></section>
<section id="confirm" hidden><h1 tabindex="-1" id="question"></h1><p><button id="sure" class="main"></button><button id="back">Назад</button></p><p><small>Ответить по этой ссылке можно один раз. / The link works once.</small></p></section>
<section id="done" hidden><h1 tabindex="-1" id="result"></h1><p>Страницу можно закрыть. / You may close this page.</p></section>
<section id="absent" hidden><h1 tabindex="-1">Ссылка не действует</h1><p>Ею уже воспользовались, её срок истёк, или она скопирована не полностью. Спросите у того, кто вам её прислал. / The link is not valid.</p></section>
<section id="later" hidden><h1 tabindex="-1">Не получилось</h1><p>Служба сейчас не отвечает. Откройте ссылку ещё раз немного позже; ответ ещё не записан. / Please try again later.</p></section>
<noscript><p>Странице нужен JavaScript. / This page needs JavaScript.</p></noscript>
</main><script>${SCRIPT}</script></body></html>
`;

/** The page on which a candidate answers by his link. It is the same for everybody and holds no data. */
@Injectable()
export class AnswerPageService {
  page(): AnswerPage {
    return PAGE;
  }
}

const hashOf = (part: string): string => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;

const PAGE: AnswerPage = {
  html: HTML,
  policy: `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};
