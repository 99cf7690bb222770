import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

export type ScanResult = 'clean' | 'infected';

const QUIET_MS = 60_000;

/**
 * Asks clamd whether a file is infected: the command INSTREAM of clamd(8), lengths of four bytes before every piece, a
 * length of zero at the end. Throws when the scanner does not answer or answers anything else: no file passes unseen.
 */
export async function scanFile(address: { readonly host: string; readonly port: number }, path: string): Promise<ScanResult> {
  const socket = connect(address).setTimeout(QUIET_MS, () => socket.destroy(new Error('the scanner is silent')));
  try {
    const answer = answerOf(socket);
    answer.catch(() => undefined); // told below, whatever fails first
    await write(socket, Buffer.from('zINSTREAM\0'));
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) await write(socket, lengthOf(bytes.length), bytes);
    await write(socket, lengthOf(0));
    const text = await answer;
    if (text === 'stream: OK') return 'clean';
    if (/^stream: .* FOUND$/.test(text)) return 'infected';
    throw new Error('the scanner could not look at the file');
  } finally {
    socket.destroy();
  }
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(text.replace(/\0.*$/s, ''))).on('error', reject).on('close', () => reject(new Error('the scanner hung up')));
  });
}

function write(socket: Socket, ...pieces: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => socket.write(Buffer.concat(pieces), (error) => (error ? reject(error) : resolve())));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
