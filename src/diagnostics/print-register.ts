import { escapeHtml, printPage } from '../platform/http/printed-page';
import type { Invitation, Session } from './session.repository';

const TITLE = 'Регистрационный лист';
const WHEN = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Moscow' });

/** The register of a session as a page to print on A4: a line to sign for everybody invited. In Russian, for the room. */
export function printRegister({ startsAt, place, capacity }: Session, invitations: readonly Invitation[]): string {
  const lines = invitations.map(({ number, name, code }, i) =>
    `<tr><td>${i + 1}</td><td>${escapeHtml(number)}</td><td>${escapeHtml(name)}</td><td class="code">${escapeHtml(code)}</td><td></td></tr>`);
  return printPage({
    title: TITLE,
    style: '  th:last-child { width: 35mm; }\n',
    body: `<h1>${TITLE}</h1>
<p>${escapeHtml(WHEN.format(startsAt))} (мск), ${place === null ? 'дистанционно' : escapeHtml(place)}. Приглашено: ${invitations.length} из ${capacity}.</p>
<table>
<thead><tr><th>№</th><th>Номер</th><th>Фамилия, имя, отчество</th><th>Код</th><th>Подпись</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>`,
  });
}
