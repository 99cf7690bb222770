import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { createAdapter } from '../../../../src/platform/http/bootstrap-http';
import { shedLoad } from '../../../../src/platform/http/shed-load';

/** Keeps the event loop from turning. */
function block(ms: number): void {
  const end = Date.now() + ms;
  while (Date.now() < end);
}

describe('a process that turns too slowly', () => {
  let server: FastifyInstance;
  const began = jest.fn();
  const serve = async (isOverloaded?: () => boolean): Promise<void> => {
    server = Fastify();
    shedLoad(server, ...(isOverloaded ? [isOverloaded] : []));
    server.get('/work', () => {
      began();
      return {};
    });
    server.get('/health/live', () => ({}));
    await server.ready();
  };
  afterEach(() => server.close());

  it('takes no more work and says when to come again; its health can be asked', async () => {
    await serve(() => true);
    const refused = await server.inject('/work');
    expect({ status: refused.statusCode, type: refused.headers['content-type'], body: refused.json<{ code: string }>().code }).toEqual({ status: 503, type: 'application/problem+json; charset=utf-8', body: 'UNAVAILABLE' });
    expect(refused.headers['retry-after']).toBe('5');
    expect(began).not.toHaveBeenCalled();
    expect((await server.inject('/health/live')).statusCode).toBe(200);
  });

  it('is one whose loop is held again and again, and is none again when it turns', async () => {
    await serve();
    expect((await server.inject('/work')).statusCode).toBe(200);
    block(700);
    await pause(0); // timers get their turn
    expect((await server.inject('/work')).statusCode).toBe(200); // one long step is no overload
    for (let step = 0; step < 4; step++) {
      block(700);
      await pause(0);
    }
    expect((await server.inject('/work')).statusCode).toBe(503);
    while ((await server.inject('/work')).statusCode !== 200) await pause(10);
  });
});

describe('headers that trickle in', () => {
  it('are answered 408 in time', async () => {
    const adapter = createAdapter({ trustedProxies: [] }, 400);
    const server = adapter.getInstance<FastifyInstance>();
    server.get('/', () => ({}));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('x-more: 1\r\n'), 50);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
    await once(socket, 'close');
    clearInterval(drip);
    const answer = Buffer.concat(chunks).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
    await server.close();
  });
});
