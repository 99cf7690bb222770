import { Injectable } from '@nestjs/common';
import { type LinkPage, linkPage } from '../platform/http/link-page';
import { MOST_WORDS } from './appeal.dto';

const SCRIPT = `
  const words = document.getElementById('words');
  const day = (date) => date.split('-').reverse().join('.');
  document.getElementById('go').onclick = () => {
    if (words.value.trim() === '') return words.focus();
    text('said', words.value);
    show('confirm');
  };
  document.getElementById('back').onclick = () => show('decision');
  document.getElementById('sure').onclick = (event) => act(event.currentTarget, { text: words.value.replace(/\\r\\n?/g, '\\n') }, (appeal) => {
    text('received', day(appeal.receivedOn));
    text('due', day(appeal.dueOn));
  });
  begin((decision) => {
    text('programme', decision.programme.ru + ' / ' + decision.programme.en);
    text('number', decision.number);
    text('stage', decision.stage.ru + ' / ' + decision.stage.en);
    text('published', day(decision.publishedOn));
    text('until', moment(decision.lodgeUntil));
    show('decision');
  });`;

const SECTIONS = `<section id="decision" hidden><h1 tabindex="-1">Возражение против решения</h1>
<p>Программа: <b id="programme"></b><br>Ваш номер: <b id="number"></b><br>Решение на этапе: <b id="stage"></b>, опубликовано <b id="published"></b><br>Подать можно до: <b id="until"></b></p>
<p><label for="words">С чем вы не согласны и почему / Your objection</label><textarea id="words" rows="10" maxlength="${MOST_WORDS}"></textarea></p>
<p><button id="go" class="main">Далее / Next</button></p></section>
<section id="confirm" hidden><h1 tabindex="-1">Подать это возражение?</h1><blockquote id="said"></blockquote><p><button id="sure" class="main">Да, подать / File it</button><button id="back">Исправить / Change</button></p><p><small>По этой ссылке возражение можно подать один раз. / The link works once.</small></p></section>
<section id="done" hidden><h1 tabindex="-1">Ваше возражение получено</h1><p>Получено: <b id="received"></b>. Ответ дадут не позднее: <b id="due"></b>. Страницу можно закрыть. / You may close this page.</p></section>`;

const PAGE = linkPage({ title: 'Возражение против решения', operation: '/api/v1/appeal', sections: SECTIONS, script: SCRIPT });

/** The page on which a candidate appeals by his link. */
@Injectable()
export class AppealPageService {
  page(): LinkPage {
    return PAGE;
  }
}
