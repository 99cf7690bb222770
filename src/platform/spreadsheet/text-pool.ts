import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from './limits';
import { FileRefused } from './spreadsheet.errors';

const CHUNK = 1024 ** 2;
/** Bytes from which a text is kept on disk: pasted careers, each its own, would make memory grow with the rows. */
const LONG = 512;
const ON_DISK = 0xffffffff;

/** Texts that cells share, as bytes: a string each would cost several times as much, and a sheet may have a million. */
export class TextPool {
  private readonly chunks: Buffer[] = [];
  private used = CHUNK;
  /** Three numbers a text: chunk, start, end. */
  private places = new Uint32Array(3 * 1024);
  private count = 0;
  private bytes = 0;

  private file: number | null = null;
  private written = 0;
  private unwritten: Buffer[] = [];
  private waiting = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (length >= LONG) this.keepOnDisk(Buffer.from(text));
    else this.keep(text, length);
  }

  /** undefined where there is no such text. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const [chunk, start, end] = this.places.subarray(index * 3, index * 3 + 3) as unknown as [number, number, number];
    if (chunk !== ON_DISK) return this.chunks[chunk]!.toString('utf8', start, end);
    this.write();
    const bytes = Buffer.allocUnsafe(end - start);
    readSync(this.file!, bytes, 0, bytes.length, start);
    return bytes.toString();
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }

  private keep(text: string, length: number): void {
    this.bytes += length;
    if (this.bytes > LIMITS.sharedText) throw new FileRefused('FILE_UNPACKS_TOO_LARGE', { megabytes: LIMITS.unpacked / CHUNK });
    if (this.used + length > CHUNK) {
      this.chunks.push(Buffer.allocUnsafeSlow(CHUNK));
      this.used = 0;
    }
    const chunk = this.chunks.length - 1;
    this.chunks[chunk]!.write(text, this.used);
    this.note(chunk, this.used, this.used + length);
    this.used += length;
  }

  private keepOnDisk(bytes: Buffer): void {
    const start = this.written + this.waiting;
    this.note(ON_DISK, start, start + bytes.length);
    this.unwritten.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting > CHUNK) this.write();
  }

  private write(): void {
    if (this.waiting === 0) return;
    this.file ??= openNameless();
    writeSync(this.file, Buffer.concat(this.unwritten), 0, this.waiting, this.written);
    this.written += this.waiting;
    this.unwritten = [];
    this.waiting = 0;
  }

  private note(chunk: number, start: number, end: number): void {
    if (this.count * 3 === this.places.length) {
      const wider = new Uint32Array(this.places.length * 2);
      wider.set(this.places);
      this.places = wider;
    }
    this.places.set([chunk, start, end], this.count++ * 3);
  }
}

/** A file that is gone when this process is, however it ends: what stands in it is personal. */
function openNameless(): number {
  const path = join(tmpdir(), `texts-${process.pid}-${process.hrtime.bigint()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}
