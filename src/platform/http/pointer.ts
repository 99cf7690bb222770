const PLAIN = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * A JSON pointer (RFC 6901) to a place in a request. A key the client invented may itself be personal data or longer
 * than the request is worth: what is not a plain word is shown as `*`.
 */
export function pointerTo(path: readonly string[]): string {
  return path.map((key) => `/${PLAIN.test(key) ? key : '*'}`).join('');
}
