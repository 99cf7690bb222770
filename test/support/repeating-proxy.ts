import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/**
 * A line so bad that every POST arrives twice, at the same moment, and once more after its answer was lost; all under one
 * Idempotency-Key. Tells which requests did not get one and the same answer.
 */
export class RepeatingProxy {
  readonly differing: string[] = [];
  posts = 0;
  private server: Server | null = null;

  /** Starts in front of the service and gives the address to speak to. */
  async before(base: string): Promise<string> {
    this.server = createServer((request, response) => {
      this.answer(base, request).then(
        ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
        () => response.destroy(),
      );
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(base: string, request: IncomingMessage): Promise<Answered> {
    const { method = '', url = '', headers } = request;
    const sent = await buffer(request);
    const key = randomUUID();
    const send = async (): Promise<Answered> => {
      const response = await fetch(base + url, {
        method,
        headers: { authorization: headers.authorization ?? '', ...(headers['content-type'] && { 'content-type': headers['content-type'] }), ...(method === 'POST' && { 'idempotency-key': key }) },
        ...(sent.length > 0 && { body: sent }),
      });
      return { status: response.status, type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) };
    };
    if (method !== 'POST') return send();
    this.posts++;
    const [first, twin] = await Promise.all([send(), send()]);
    for (const other of [twin, await send()]) {
      if (other.status !== first.status || !other.body.equals(first.body)) this.differing.push(`${method} ${url}: ${first.status} and ${other.status}`);
    }
    return first;
  }
}
