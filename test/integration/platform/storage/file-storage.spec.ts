import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '../../../../src/kernel/domain-error';
import type { FileStorageConfig } from '../../../../src/platform/config/config';
import { FileLost } from '../../../../src/platform/storage/file-store';
import { FileStorage, type KeptFile } from '../../../../src/platform/storage/file-storage.service';
import { ReceivedFile } from '../../../../src/platform/storage/received-file';
import { Clamd } from '../../../support/clamd';
import { S3Server } from '../../../support/s3-server';
import { PDF } from '../../../support/some-files';

const receive = (bytes: Buffer): Promise<ReceivedFile> => ReceivedFile.from(Readable.from([bytes]), 10_000_000);
const readAll = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray() as Buffer[]);
const recorded = (kept: KeptFile, done: () => void): Promise<KeptFile> => Promise.resolve(done()).then(() => kept);
const codeOf = (error: unknown): unknown => (error instanceof DomainError ? error.code : error);

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'file-storage-'));
  let s3: S3Server;
  let clamd: Clamd;
  beforeAll(async () => {
    s3 = await S3Server.start('se/cret');
    clamd = await Clamd.start('EICAR');
  });
  afterAll(async () => {
    await s3.close();
    await clamd.close();
    rmSync(folder, { recursive: true });
  });

  const inFolder = (): FileStorage => new FileStorage({ fileStorage: { kind: 'folder', folder }, virusScanner: null });
  const inBucket = (change: Partial<Extract<FileStorageConfig, { kind: 's3' }>> = {}): FileStorage =>
    new FileStorage({
      fileStorage: { kind: 's3', endpoint: `http://127.0.0.1:${s3.port}`, bucket: 'selection', region: 'ru-1', accessKeyId: 'KEY', secretAccessKey: 'se/cret', ...change },
      virusScanner: null,
    });
  const held = (): string[] => [...readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /-/.test(name)), ...s3.files.keys()];

  describe.each([['a folder', inFolder], ['an S3-compatible store', inBucket]])('in %s', (_, storageOf) => {
    it('come back as they were, byte for byte, until they are removed', async () => {
      const storage = storageOf();
      const bytes = Buffer.concat([PDF, randomBytes(3_000_000)]);
      const file = await receive(bytes);
      const kept = await storage.keep(file, ['pdf'], recorded);
      await file.drop();
      expect(kept).toEqual({ name: expect.any(String), size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), type: 'pdf' });
      expect((await readAll(await storage.open(kept.name))).equals(bytes)).toBe(true);
      await storage.remove(kept.name);
      await storage.remove(kept.name);
      await expect(storage.open(kept.name)).rejects.toBeInstanceOf(FileLost);
    });

    it('leave nothing when nobody recorded them, and stay when nobody knows', async () => {
      const storage = storageOf();
      const file = await receive(PDF);
      const before = held();
      await storage.keep(file, 'any', () => Promise.resolve('the first answer'));
      await expect(storage.keep(file, 'any', (_kept, done) => Promise.resolve(done()).then(() => Promise.reject(new DomainError('conflict', 'SAID_NO', 'No.'))))).rejects.toThrow();
      expect(held()).toEqual(before);
      await expect(storage.keep(file, 'any', () => Promise.reject(new Error('the answer to commit was lost')))).rejects.toThrow();
      expect(held()).toHaveLength(before.length + 1);
      await file.drop();
    });
  });

  it('are not put into a bucket by a wrong key', async () => {
    const file = await receive(PDF);
    await expect(inBucket({ secretAccessKey: 'other' }).keep(file, 'any', recorded)).rejects.toThrow('the file store answered 403');
    await file.drop();
  });

  it('are refused when empty or of another type, whatever is said of them', async () => {
    const refusalOf = async (bytes: Buffer): Promise<unknown> => inFolder().keep(await receive(bytes), ['pdf', 'png'], recorded).then(() => 'kept', codeOf);
    expect(await refusalOf(Buffer.alloc(0))).toBe('FILE_EMPTY');
    expect(await refusalOf(Buffer.from('<script>'))).toBe('FILE_TYPE_REFUSED');
    expect(await refusalOf(PDF)).toBe('kept');
  });

  it('pass the scanner or are not kept, also when it cannot be asked', async () => {
    const storage = new FileStorage({ fileStorage: { kind: 'folder', folder }, virusScanner: { host: '127.0.0.1', port: clamd.port } });
    const before = held();
    const attempt = async (bytes: Buffer): Promise<unknown> => storage.keep(await receive(bytes), 'any', recorded).then((kept) => storage.remove(kept.name).then(() => 'kept'), codeOf);
    expect(await attempt(Buffer.concat([PDF, randomBytes(500_000)]))).toBe('kept');
    expect(await attempt(Buffer.concat([PDF, randomBytes(500_000), Buffer.from('EICAR')]))).toBe('FILE_INFECTED');
    for (const mood of ['silent', 'failing'] as const) {
      clamd.feel(mood);
      expect(await attempt(PDF)).toBe('SCANNER_SILENT');
    }
    expect(held()).toEqual(before);
  });

  it('that grow too large end at the limit and leave no temporary copy', async () => {
    const endless = new Readable({ read: (): boolean => endless.push(Buffer.alloc(65_536)) });
    const temporary = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('selection-'));
    const before = temporary();
    await expect(ReceivedFile.from(endless, 1_000_000)).rejects.toThrow('larger than is taken');
    const file = await receive(PDF);
    expect(existsSync(file.path)).toBe(true);
    await file.drop();
    expect(temporary().filter((name) => !before.includes(name))).toEqual([]);
  });
});
