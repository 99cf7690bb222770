import type { Invitation, Session } from './session.repository';

const WHEN = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Moscow' });

/** The register of a session as a page to print on A4: a line to sign for everybody invited. In Russian, for the room. */
export function printRegister({ startsAt, place, capacity }: Session, invitations: readonly Invitation[]): string {
  const lines = invitations.map(({ number, name, code }, i) =>
    `<tr><td>${i + 1}</td><td>${escape(number)}</td><td>${escape(name)}</td><td class="code">${escape(code)}</td><td></td></tr>`);
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>Регистрационный лист</title>
<style>
  @page { size: A4; margin: 20mm 15mm; }
  body { font: 12pt/1.35 "PT Serif", "Liberation Serif", serif; }
  h1 { font-size: 15pt; margin: 0 0 2mm; }
  p { margin: 0 0 5mm; }
  table { width: 100%; border-collapse: collapse; }
  th, td { border: 0.3mm solid #000; padding: 2mm; text-align: left; vertical-align: top; }
  th:last-child { width: 35mm; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .code { font-family: "PT Mono", "Liberation Mono", monospace; white-space: nowrap; }
</style>
</head>
<body>
<h1>Регистрационный лист</h1>
<p>${escape(WHEN.format(startsAt))} (мск), ${place === null ? 'дистанционно' : escape(place)}. Приглашено: ${invitations.length} из ${capacity}.</p>
<table>
<thead><tr><th>№</th><th>Номер</th><th>Фамилия, имя, отчество</th><th>Код</th><th>Подпись</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
