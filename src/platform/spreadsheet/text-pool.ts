import { LIMITS } from './limits';
import { FileRefused } from './spreadsheet.errors';

const CHUNK = 1024 ** 2;

/** Texts that cells share, as bytes: a string each would cost several times as much, and a sheet may have a million. */
export class TextPool {
  private readonly chunks: Buffer[] = [];
  private used = CHUNK;
  /** Three numbers a text: chunk, start, end. */
  private places = new Uint32Array(3 * 1024);
  private count = 0;
  private bytes = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.bytes += length;
    if (this.bytes > LIMITS.sharedText) throw new FileRefused('FILE_UNPACKS_TOO_LARGE', { megabytes: LIMITS.unpacked / 1024 ** 2 });
    if (this.used + length > CHUNK) {
      this.chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, length)));
      this.used = 0;
    }
    if (this.count * 3 === this.places.length) {
      const wider = new Uint32Array(this.places.length * 2);
      wider.set(this.places);
      this.places = wider;
    }
    const chunk = this.chunks.length - 1;
    this.chunks[chunk]!.write(text, this.used);
    this.places.set([chunk, this.used, this.used + length], this.count++ * 3);
    this.used += length;
  }

  /** undefined where there is no such text. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const place = index * 3;
    return this.chunks[this.places[place]!]!.toString('utf8', this.places[place + 1], this.places[place + 2]);
  }
}
