import { createReadStream } from 'node:fs';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { FileStorageConfig } from '../config/config';
import { FileLost, type FileStore } from './file-store';
import type { ReceivedFile } from './received-file';

const SILENCE_MS = 30_000;
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The store refused or failed; only its status is kept, its sentences may quote names. */
class StoreRefused extends Error {
  constructor(readonly status: number) {
    super(`the file store answered ${status}`);
    this.name = 'StoreRefused';
  }
}

interface Sent {
  readonly sha256: string;
  readonly size: number;
  readonly content: Readable;
}

/**
 * Files in a bucket of an S3-compatible store, addressed by path, signed with version 4. The hash of the bytes is signed
 * too, so the store refuses what changed on the way. Node's own client carries them: it streams a body of known length.
 */
export class S3Store implements FileStore {
  constructor(private readonly config: Extract<FileStorageConfig, { readonly kind: 's3' }>) {}

  async put(name: string, { path, size, sha256 }: ReceivedFile): Promise<void> {
    const answer = await this.send('PUT', name, { sha256, size, content: createReadStream(path) });
    answer.resume();
    if (answer.statusCode !== 200) throw new StoreRefused(answer.statusCode ?? 0);
  }

  async get(name: string): Promise<Readable> {
    const answer = await this.send('GET', name);
    if (answer.statusCode === 200) return answer;
    answer.resume();
    throw answer.statusCode === 404 ? new FileLost() : new StoreRefused(answer.statusCode ?? 0);
  }

  async remove(name: string): Promise<void> {
    const answer = await this.send('DELETE', name);
    answer.resume();
    if (![200, 204, 404].includes(answer.statusCode ?? 0)) throw new StoreRefused(answer.statusCode ?? 0);
  }

  private async send(method: 'PUT' | 'GET' | 'DELETE', name: string, body?: Sent): Promise<IncomingMessage> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.config;
    const signer = new AwsV4Signer({
      method, url: `${endpoint}/${bucket}/${name}`, region, accessKeyId, secretAccessKey, service: 's3', headers: { 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
    });
    const { url, headers } = await signer.sign();
    const carry = url.protocol === 'https:' ? secureRequest : plainRequest;
    const request = carry(url, { method, headers: { ...Object.fromEntries(headers), ...(body && { 'content-length': body.size }) }, timeout: SILENCE_MS });
    request.on('timeout', () => request.destroy(new StoreRefused(0)));
    const answered = new Promise<IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject));
    if (body) pipeline(body.content, request).catch(() => undefined); // a broken request is told by `answered`
    else request.end();
    return answered;
  }
}
