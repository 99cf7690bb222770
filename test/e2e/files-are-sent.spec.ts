import { request as rawRequest } from 'node:http';
import { Controller, Post } from '@nestjs/common';
import Fastify from 'fastify';
import { addRequestHooks } from '../../src/platform/http/request-hooks';
import { SentFile, TakesFile } from '../../src/platform/http/takes-file.decorator';
import { Asking, type AskingCaller } from '../../src/access/asking.decorator';
import { Can } from '../../src/access/can.decorator';
import type { ReceivedFile } from '../../src/platform/storage/received-file';
import { type AsAccount, TestApi } from '../support/app';
import { PDF } from '../support/some-files';

@Controller('files-in-test')
class FilesInTestController {
  @Can('calculations.run')
  @TakesFile({ most: 3_000_000 })
  @Post()
  take(@SentFile() { size, sha256, type }: ReceivedFile, @Asking() { idempotency }: AskingCaller): object {
    return { size, sha256, type, fingerprint: idempotency?.fingerprint.toString('hex') };
  }
}

describe('a file as the body of a request', () => {
  let api: TestApi;
  let someone: AsAccount;
  beforeAll(async () => {
    api = await TestApi.start({ controllers: [FilesInTestController] });
    someone = await api.administrator();
  });
  afterAll(() => api.close());

  const send = (body: unknown, headers: Record<string, string> = {}, as = someone): ReturnType<AsAccount['post']> =>
    as.post('/files-in-test', body, { headers: { 'content-type': 'application/octet-stream', ...headers } });

  it('arrives whole, larger than any JSON may be, and is known by its bytes', async () => {
    const { status, body } = await send(Buffer.concat([PDF, Buffer.alloc(2_900_000)]), { 'content-type': 'text/html' });
    expect({ status, body }).toMatchObject({ status: 201, body: { size: PDF.length + 2_900_000, type: 'pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  it('is the same request under a key when its bytes are the same', async () => {
    const print = async (bytes: Buffer): Promise<unknown> => ((await send(bytes, { 'idempotency-key': 'k' })).body as { fingerprint: string }).fingerprint;
    expect(await print(PDF)).toBe(await print(PDF));
    expect(await print(PDF)).not.toBe(await print(Buffer.from('other')));
  });

  it.each([
    [413, 'too large by its own account', Buffer.alloc(3_000_001), {}],
    [415, 'JSON', '{}', { 'content-type': 'application/json' }],
    [415, 'a form', 'a=b', { 'content-type': 'multipart/form-data; boundary=x' }],
    [415, 'compressed', Buffer.from('x'), { 'content-encoding': 'gzip' }],
  ])('is refused with %i when it is %s', async (status, _, body, headers) => {
    expect((await send(body, headers)).status).toBe(status);
  });

  it('is refused at the limit when nobody said how long it is', async () => {
    const status = await new Promise((resolve, reject) => {
      const { token } = someone as unknown as { token: string };
      const request = rawRequest(`${api.url}/api/v1/files-in-test`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' } }, (response) => resolve(response.statusCode));
      request.on('error', reject);
      for (let i = 0; i < 4; i++) request.write(Buffer.alloc(1_000_000));
      request.end();
    });
    expect(status).toBe(413);
  });

  it('costs a stranger his refusal only', async () => {
    expect((await send(PDF, {}, api.as(null))).status).toBe(401);
  });

  it('is taken by no operation that asks for JSON', async () => {
    expect((await someone.post('/campaigns', PDF, { headers: { 'content-type': 'application/pdf' } })).status).toBe(415);
  });
});

describe('a body that trickles in', () => {
  it('is answered 408 in time and never carried out', async () => {
    const server = Fastify();
    addRequestHooks(server, 100);
    let carriedOut = false;
    server.post('/', () => (carriedOut = true));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const address = server.server.address() as { port: number };
    const status = await new Promise((resolve, reject) => {
      const request = rawRequest(`http://127.0.0.1:${address.port}`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '10' } }, (response) => resolve(response.resume().statusCode));
      request.on('error', reject).write('{');
    });
    expect({ status, carriedOut }).toEqual({ status: 408, carriedOut: false });
    await server.close();
  });
});
