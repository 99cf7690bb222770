/**
 * Canonical JSON: object keys sorted, no spaces, `undefined` members left out. Two equal values give the same bytes,
 * so their hashes can be compared years later.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined) text += `${text && ','}${quoted(key)}:${canonicalJson(members[key])}`;
  }
  return `{${text}}`;
}

/** Printable ASCII but quote and backslash: stands in JSON as it is. Every verdict is hashed, and most of its strings are codes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
