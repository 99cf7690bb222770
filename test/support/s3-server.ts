import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A bucket in memory that checks what an S3-compatible store checks of a single PUT, GET or DELETE: the signature of
 * version 4, written here anew from its definition, the signed hash of the body, and its length.
 */
export class S3Server {
  readonly files = new Map<string, Buffer>();

  private constructor(private readonly server: Server, private readonly secret: string) {}

  static async start(secret: string): Promise<S3Server> {
    const server = createServer();
    const store = new S3Server(server, secret);
    server.on('request', (request: IncomingMessage, response) => {
      void store.answer(request).then(({ status, body }) => response.writeHead(status).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return store;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body?: Buffer }> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    if (!this.isSigned(request)) return { status: 403 };
    if (createHash('sha256').update(body).digest('hex') !== request.headers['x-amz-content-sha256']) return { status: 400 };
    const path = request.url!;
    if (request.method === 'PUT') {
      if (request.headers['content-length'] === undefined) return { status: 411 };
      this.files.set(path, body);
      return { status: 200 };
    }
    const file = this.files.get(path);
    if (request.method === 'DELETE') this.files.delete(path);
    return request.method === 'DELETE' ? { status: 204 } : file ? { status: 200, body: file } : { status: 404 };
  }

  private isSigned({ method, url, headers }: IncomingMessage): boolean {
    const [, scope, signed, signature] = /Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)/.exec(headers.authorization ?? '') ?? [];
    const at = headers['x-amz-date'];
    if (!scope || !signed?.includes('host') || !signed.includes('x-amz-content-sha256') || typeof at !== 'string') return false;
    const values = signed.split(';').map((name) => `${name}:${String(headers[name])}\n`).join('');
    const canonical = [method, url, '', values, signed, headers['x-amz-content-sha256']].join('\n');
    const text = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
    const key = scope.split('/').reduce((previous: string | Buffer, part) => createHmac('sha256', previous).update(part).digest(), `AWS4${this.secret}`);
    return createHmac('sha256', key).update(text).digest('hex') === signature;
  }
}
