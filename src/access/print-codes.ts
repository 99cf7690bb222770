import { escapeHtml, printPage } from '../platform/http/printed-page';
import type { IssuedCodeDto } from './code.dto';

const STYLE = `  section { break-inside: avoid; border-bottom: 0.3mm dashed #000; padding: 6mm 0; }
  .code { font-size: 15pt; letter-spacing: 0.5mm; }
`;

/** Codes as slips of paper to cut apart, each for the hands of one person. */
export function printCodes(codes: readonly IssuedCodeDto[]): string {
  return printPage({ title: 'Одноразовые коды', body: codes.map(slip).join('\n'), style: STYLE });
}

function slip({ name, login, code, expiresAt }: IssuedCodeDto): string {
  const until = new Date(expiresAt).toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' });
  return `<section>
<h1>${escapeHtml(name)}</h1>
<p>Откройте страницу входа, выберите «У меня есть одноразовый код» и задайте пароль.</p>
<p>Имя для входа: <span class="code">${escapeHtml(login)}</span></p>
<p>Одноразовый код: <span class="code">${escapeHtml(code)}</span></p>
<p>Код действует до ${until} включительно и только один раз. Никому его не показывайте; после входа уничтожьте этот лист.</p>
</section>`;
}
