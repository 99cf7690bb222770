import type { FastifyReply } from 'fastify';

/**
 * Server-sent events (WHATWG HTML, section 9.2): each value the source gives is sent as one event, until it ends or the
 * client has gone. Whoever was refused was answered before; from here on an error can only close the stream, and the
 * client asks again.
 */
export async function sendEvents(reply: FastifyReply, values: AsyncIterable<unknown>): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { ...reply.getHeaders() as Record<string, string>, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  try {
    for await (const value of values) {
      if (raw.destroyed) return;
      raw.write(`data: ${JSON.stringify(value)}\n\n`);
    }
  } finally {
    raw.end();
  }
}
