/** An answer that is not 2xx. It ends the demo: whatever went wrong, the person watching sees the whole of it. */
export class RestFailure extends Error {
  constructor(readonly method: string, readonly path: string, readonly status: number, readonly problem: unknown) {
    super(`${method} ${path} → ${status}\n${typeof problem === 'string' ? problem : JSON.stringify(problem, null, 2)}`);
    this.name = 'RestFailure';
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

type Query = Readonly<Record<string, string | number | undefined>>;

const PAGE = 200;
const MOST_ITEMS = 500;
/** Below the service's 2 MB, with room for the envelope. */
const MOST_BYTES = 1_800_000;

/** The service as one account sees it. Paths begin below `/api/v1`. */
export class Rest {
  constructor(private readonly base: string, private readonly token: string) {}

  /** The same service seen by another account. */
  as(token: string): Rest {
    return new Rest(this.base, token);
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    const pairs = Object.entries(query).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
    const search = new URLSearchParams(pairs.map(([key, value]): [string, string] => [key, String(value)])).toString();
    return this.send<T>('GET', search ? `${path}?${search}` : path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  /** Sends a file as it is. */
  upload<T>(method: 'POST' | 'PUT', path: string, file: Uint8Array): Promise<T> {
    return this.send<T>(method, path, file);
  }

  /** A file the service hands out. */
  async file(path: string): Promise<Uint8Array> {
    const response = await this.ask('GET', path);
    if (!response.ok) throw new RestFailure('GET', path, response.status, parse(await response.text()));
    return new Uint8Array(await response.arrayBuffer());
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  /** Every item of a paged list. */
  async all<T>(path: string, query: Query = {}): Promise<T[]> {
    const items: T[] = [];
    let after: string | undefined;
    do {
      const page: Page<T> = await this.get(path, { ...query, limit: PAGE, after });
      items.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return items;
  }

  /** Sends items in the bulk form, as many at once as the service takes, in order. Answers what each call answered. */
  async bulk<Answer>(path: string, items: readonly unknown[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const part of inParts(items)) answers.push(await this.post<Answer>(path, { items: part }));
    return answers;
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.ask(method, path, body);
    const answer = parse(await response.text());
    if (!response.ok) throw new RestFailure(method, path, response.status, answer);
    return answer as T;
  }

  private ask(method: string, path: string, body?: unknown): Promise<Response> {
    const isFile = body instanceof Uint8Array;
    return fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }) },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(`${method} ${path}: the service does not answer`, { cause });
    });
  }
}

/** Works through a list, at most `width` at a time; ends with the first failure. */
export async function inParallel<T>(list: readonly T[], width: number, work: (element: T) => Promise<void>): Promise<void> {
  const left = [...list].reverse();
  const lane = async (): Promise<void> => {
    for (let element = left.pop(); element !== undefined; element = left.pop()) await work(element);
  };
  try {
    await Promise.all(Array.from({ length: width }, lane));
  } finally {
    left.length = 0;
  }
}

function inParts(items: readonly unknown[]): unknown[][] {
  const parts: unknown[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes + size > MOST_BYTES || parts.at(-1)?.length === MOST_ITEMS) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(item);
    bytes += size;
  }
  return parts;
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
