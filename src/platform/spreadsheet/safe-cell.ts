/** Signs by which a spreadsheet takes text for a formula (OWASP: CSV injection; ASVS 5.0, 1.2.10), and NUL. */
const BEGINS_A_FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/u;

/** Text that no spreadsheet will carry out, whoever typed it: with an apostrophe before it where it would. */
export function safeCell(text: string): string {
  return BEGINS_A_FORMULA.test(text) ? `'${text}` : text;
}
