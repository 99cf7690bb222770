const DATE = '$date';
const BYTES = '$bytes';

/**
 * An answer as it is kept for a repetition. Whoever made it goes on with what is read back as with what he made, so instants
 * and bytes come back as such; what JSON would lose is refused when it is first kept, not when it is first repeated.
 */
export function writeAnswer(answer: unknown): string {
  return JSON.stringify({ value: answer ?? null }, function (this: Record<string, unknown>, key: string, written: unknown) {
    const value = this[key]; // `written` is what toJSON has made of it
    if (value instanceof Date) return { [DATE]: value.toISOString() };
    if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString('base64') };
    if (value instanceof Map || value instanceof Set || typeof value === 'bigint') throw new TypeError(`an answer cannot keep a ${typeof value === 'bigint' ? 'bigint' : value.constructor.name}`);
    return written;
  });
}

/** The answer that was written. */
export function readAnswer<Answer>(text: string): Answer {
  const { value } = JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const [[mark, content] = ['', null], ...others] = Object.entries(part) as [string, unknown][];
    if (others.length > 0 || typeof content !== 'string') return part;
    return mark === DATE ? new Date(content) : mark === BYTES ? Buffer.from(content, 'base64') : part;
  }) as { value: Answer };
  return value;
}
