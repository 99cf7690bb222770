import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { SyslogService } from '../../../../src/platform/audit/syslog.service';
import { Clock } from '../../../../src/platform/clock';
import { newId } from '../../../../src/platform/new-id';
import { openTestDatabase, type TestDatabase } from '../../../support/test-database';

/** RFC 5424, section 6: priority, version, time, host, application, process, message id, no structured data, message. */
const MESSAGE = /^<109>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ selection-service \d+ ([a-z.-]{1,32}) - (\{.*\})$/;

describe('a collector of logs', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const chain = newId();
  const caller = { actor: { kind: 'account', id: newId() }, role: 'officer', requestId: 'mine-1' } as const;
  const write = (lines = 1): Promise<void> =>
    db.database.transact(caller, async (tx) => {
      for (let n = 0; n < lines; n++) await tx.audit({ action: 'test.done', chain, reason: 'OWN_WISH', digest: Buffer.from([n]) });
    });
  const sending = (syslog: { protocol: 'udp' | 'tcp'; host: string; port: number } | null): SyslogService => {
    const service = new SyslogService(db.database, new Clock(), { syslog });
    service.onApplicationBootstrap();
    return service;
  };
  const told = (message: string): unknown => JSON.parse(MESSAGE.exec(message)![2]!);
  const expected = (n: number): object => ({ tx: expect.any(Number), n, actor: caller.actor.id, role: 'officer', request: 'mine-1', action: 'test.done', chain, reason: 'OWN_WISH', digest: `0${n}` });

  it('gets every committed event by UDP, a message a line', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const got: string[] = [];
    const both = new Promise<void>((resolve) => socket.on('message', (message) => got.push(message.toString()) === 2 && resolve()));
    const service = sending({ protocol: 'udp', host: '127.0.0.1', port: socket.address().port });
    await expect(db.database.transact(caller, async (tx) => { await tx.audit({ action: 'test.done', chain }); throw new Error('no'); })).rejects.toThrow('no');
    await write(2);
    await both;
    expect(got.map(told)).toEqual([expected(0), expected(1)]);
    await service.beforeApplicationShutdown();
    socket.close();
  });

  it('gets them by TCP, counted in octets, and again when it comes back', async () => {
    let received = '';
    const connected = new Set<Socket>();
    const server = createServer((socket) => connected.add(socket.on('data', (bytes) => (received += bytes.toString())))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const service = sending({ protocol: 'tcp', host: '127.0.0.1', port });
    await write();
    while (!received.endsWith('}')) await new Promise((resolve) => setTimeout(resolve, 5));
    const [, length, message] = /^(\d+) (.*)$/s.exec(received)!;
    expect(Buffer.byteLength(message!)).toBe(Number(length));
    expect(told(message!)).toEqual(expected(0));
    for (const socket of connected) socket.destroy();
    server.close();
    await once(server, 'close');
    await write(); // nobody listens: nothing happens to the writer
    await once(server.listen(port, '127.0.0.1'), 'listening');
    received = '';
    while (received === '') {
      await write();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await service.beforeApplicationShutdown();
    server.close();
  });
});
