import { DomainError } from '../../kernel/domain-error';
import type { Fault } from '../../kernel/reason';
import { pointerTo } from './pointer';

export const DEEPEST = 32;
const MOST_FAULTS = 100;
const LONE_SURROGATE = /\p{Cs}/u;
const REFUSED_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * A JSON body, read with distrust: UTF-8 only, at most 32 levels (counted before parsing, because whoever writes a deep
 * value out again runs out of stack), no keys that change prototypes, no text that PostgreSQL refuses or alters, no number
 * that a double rounds. All text comes in composed form (NFC), so that equal words are equal. Throws a DomainError of kind `shape` that names the places.
 */
export function readJson(bytes: Buffer): unknown {
  if (depthOf(bytes) > DEEPEST) throw malformed('BODY_TOO_DEEP', 'The body is nested deeper than 32 levels.');
  const text = decode(bytes).normalize('NFC');
  let value: unknown;
  try {
    value = JSON.parse(text, text.includes('\\u') ? composed : undefined);
  } catch {
    throw malformed('BODY_NOT_JSON', 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('BODY_NOT_OBJECT', 'The body is a JSON object.');
  refuseFaults(faultsWithin(value));
  return value;
}

/** What was written as an escape was not yet composed when the body was. */
function composed(_: string, part: unknown): unknown {
  return typeof part === 'string' ? part.normalize('NFC') : part;
}

/** Text, numbers and keys the service takes from nobody, wherever they stand in the value. */
export function faultsWithin(value: unknown): Fault[] {
  const faults: Fault[] = [];
  const visit = (part: unknown, path: readonly string[]): void => {
    if (faults.length >= MOST_FAULTS) return;
    const code = faultOf(part);
    if (code) faults.push({ pointer: pointerTo(path), code, params: {} });
    if (typeof part !== 'object' || part === null) return;
    for (const [key, member] of Object.entries(part)) {
      const keyFault = REFUSED_KEYS.includes(key) ? 'KEY_REFUSED' : faultOf(key);
      if (keyFault) faults.push({ pointer: pointerTo([...path, key]), code: keyFault, params: {} });
      visit(member, [...path, key]);
    }
  };
  visit(value, []);
  return faults;
}

/** Ends the request when there is a fault. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw malformed('MALFORMED', 'The request has a wrong form; the faults say where.', faults);
}

export function malformed(code: string, detail: string, faults: readonly Fault[] = []): DomainError {
  return new DomainError('shape', code, detail, {}, faults);
}

function faultOf(value: unknown): string | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'TEXT_HAS_NUL';
    return LONE_SURROGATE.test(value) ? 'TEXT_HAS_LONE_SURROGATE' : null;
  }
  if (typeof value !== 'number') return null;
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? null : 'NUMBER_NOT_EXACT';
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('BODY_NOT_UTF8', 'The body is not UTF-8.');
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...Buffer.from('"\\[]{}')];

/** Deepest nesting of a JSON text; everything that matters to it is ASCII, so bytes are enough. */
function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return deepest;
}
