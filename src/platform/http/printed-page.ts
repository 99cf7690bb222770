/** A page to print on A4: in Russian, for people in a room. It loads nothing and runs nothing. */
export interface PrintedPage {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** CSS beside that of every page. */
  readonly style?: string;
}

/** The document around a page: fonts at hand, tables with lines whose heads repeat and whose rows stay whole. */
export function printPage({ title, body, style = '' }: PrintedPage): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>
  @page { size: A4; margin: 20mm 15mm; }
  body { font: 12pt/1.35 "PT Serif", "Liberation Serif", serif; margin: 0; }
  h1 { font-size: 15pt; margin: 0 0 2mm; }
  p { margin: 0 0 5mm; }
  table { width: calc(100% - 0.4mm); margin: 0 0.2mm; border-collapse: collapse; } /* half of a line stands outside: a printer would cut it off */
  th, td { border: 0.3mm solid #000; padding: 2mm; text-align: left; vertical-align: top; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .code { font-family: "PT Mono", "Liberation Mono", monospace; white-space: nowrap; }
${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** Text as it stands in HTML, also between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
