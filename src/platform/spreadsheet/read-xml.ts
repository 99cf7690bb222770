import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { LIMITS } from './limits';
import { FileRefused } from './spreadsheet.errors';

/** What a reader wants to hear of a document. Names come without their prefix: some writers put `x:` before all of them. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text?(text: string): void;
}

/**
 * Reads XML as it arrives and yields after every piece, so that whoever listens can hand on what it has gathered.
 * UTF-8 only, no document type (entities that grow or fetch), no depth without end. Throws FileRefused.
 */
export async function* readXml(bytes: Readable, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let depth = 0;
  let unheard = 0; // characters since the last element: the parser holds a text or an attribute until it ends
  parser.on('opentag', ({ name, attributes }) => {
    unheard = 0;
    if (++depth > LIMITS.depth) throw new FileRefused('FILE_DAMAGED');
    listener.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    unheard = 0;
    depth--;
    listener.close(localName(name));
  });
  if (listener.text) {
    const text = listener.text.bind(listener);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  parser.on('doctype', () => {
    throw new FileRefused('FILE_HAS_DTD');
  });
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece as Buffer, { stream: true });
      unheard += text.length;
      parser.write(text);
      if (unheard > LIMITS.text) throw new FileRefused('FILE_TOO_HEAVY');
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    // Whatever inflating, decoding or parsing has to say means the same to whoever sent the file.
    throw error instanceof FileRefused ? error : new FileRefused('FILE_DAMAGED');
  } finally {
    bytes.destroy();
  }
}

/** Reads a small part to its end. */
export async function readWholeXml(bytes: Readable, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(bytes, listener));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
