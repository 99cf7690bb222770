import { Injectable } from '@nestjs/common';
import { type LinkPage, linkPage } from '../platform/http/link-page';

const SCRIPT = `
  const words = { accept: ['Вы соглашаетесь занять место?', 'Да, я согласен (согласна)'], decline: ['Вы отказываетесь от места? Его предложат другому.', 'Да, я отказываюсь'] };
  let chosen = null;
  const choose = (answer) => () => { chosen = answer; text('question', words[answer][0]); text('sure', words[answer][1]); show('confirm'); };
  document.getElementById('accept').onclick = choose('accept');
  document.getElementById('decline').onclick = choose('decline');
  document.getElementById('back').onclick = () => show('offer');
  document.getElementById('sure').onclick = (event) => act(event.currentTarget, { answer: chosen }, () => text('result', chosen === 'accept' ? 'Ваше согласие записано.' : 'Ваш отказ записан.'));
  begin((offer) => {
    text('programme', offer.programme.ru + ' / ' + offer.programme.en);
    text('number', offer.number);
    text('until', moment(offer.answerUntil));
    show('offer');
  });`;

const SECTIONS = `<section id="offer" hidden><h1 tabindex="-1">Вам предложено место</h1>
<p>Программа: <b id="programme"></b><br>Ваш номер: <b id="number"></b><br>Ответьте до: <b id="until"></b></p>
<p><button id="accept" class="main">Согласиться / Accept</button><button id="decline">Отказаться / Decline</button></p></section>
<section id="confirm" hidden><h1 tabindex="-1" id="question"></h1><p><button id="sure" class="main"></button><button id="back">Назад</button></p><p><small>Ответить по этой ссылке можно один раз. / The link works once.</small></p></section>
<section id="done" hidden><h1 tabindex="-1" id="result"></h1><p>Страницу можно закрыть. / You may close this page.</p></section>`;

const PAGE = linkPage({ title: 'Ответ на предложение места', operation: '/api/v1/answer', sections: SECTIONS, script: SCRIPT });

/** The page on which a candidate answers by his link. */
@Injectable()
export class AnswerPageService {
  page(): LinkPage {
    return PAGE;
  }
}
