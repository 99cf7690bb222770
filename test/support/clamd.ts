import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Speaks clamd's INSTREAM as clamd(8) describes it and finds every file infected that holds the word. */
export class Clamd {
  private constructor(private readonly server: Server, private mood: 'well' | 'silent' | 'failing') {}

  static async start(infected: string): Promise<Clamd> {
    const server = createServer();
    const clamd = new Clamd(server, 'well');
    server.on('connection', (socket) => clamd.serve(socket, infected));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return clamd;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  feel(mood: 'well' | 'silent' | 'failing'): void {
    this.mood = mood;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket, infected: string): void {
    if (this.mood === 'silent') return void socket.destroy();
    let heard = Buffer.alloc(0);
    socket.on('error', () => undefined).on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece]);
      const content = contentOf(heard);
      if (content) socket.end(`${this.mood === 'failing' ? 'INSTREAM size limit exceeded. ERROR' : content.includes(infected) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'}\0`);
    });
  }
}

/** The file of a whole INSTREAM; null while something is to come. */
function contentOf(heard: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (!heard.subarray(0, command.length).equals(command)) return null;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
