import { isIP } from 'node:net';

/** Everything the environment may say, validated once at start. The list with explanations is `.env.example`. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly queue: { readonly backend: 'redis' | 'postgres'; readonly redisUrl: string | null; readonly prefix: string };
  /** True: work is also computed inside the API process (one-machine use). */
  readonly processWork: boolean;
  readonly workConcurrency: number;
  /** Wraps the data key of every person. 32 bytes. */
  readonly masterKey: Buffer;
  /** Counts the master keys of this installation; 1 is the first. */
  readonly masterKeyVersion: number;
  /** Master keys that open and do not wrap, by version: the next one before it takes over, the last one until `rotate-keys` is through. */
  readonly otherMasterKeys: ReadonlyMap<number, Buffer>;
  /** Keys the blind index of СНИЛС. 32 bytes, another key than the master key. */
  readonly indexKey: Buffer;
  /** Signs the ends of the audit's chains (Ed25519). 32 bytes. */
  readonly anchorKey: Buffer;
  /** Where signed anchors are appended; a place that whoever owns the database cannot change. */
  readonly anchorFile: string;
  /** Where audit events are sent as they happen; null: nowhere. */
  readonly syslog: { readonly protocol: 'udp' | 'tcp'; readonly host: string; readonly port: number } | null;
  readonly logLevel: 'error' | 'warn' | 'log' | 'debug';
  readonly tokenDays: number;
  /** Addresses of the proxies before the service, or networks of them: whose word on a client's address counts. */
  readonly trustedProxies: readonly string[];
  /** Requests of one account, or of one address without an account, to one process. */
  readonly requestsPerMinute: number;
  /** OpenID sign-in: the file with its settings, and the secret that belongs to them. */
  readonly oidc: { readonly file: string; readonly clientSecret: string | null } | null;
  readonly fileStorage: FileStorageConfig;
  /** clamd, asked before a file is kept; null: files are not scanned. */
  readonly virusScanner: { readonly host: string; readonly port: number } | null;
  /** The server that takes letters over; null: letters wait and leave on paper. */
  readonly mail: MailConfig | null;
}

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** `implicit`: from the first byte. `required`: STARTTLS or nothing is sent. `offered`: STARTTLS where the server has it. */
  readonly tls: 'implicit' | 'required' | 'offered';
  readonly login: { readonly user: string; readonly password: string } | null;
  /** The address letters come from. */
  readonly from: string;
}

/** Where uploaded files lie. */
export type FileStorageConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly endpoint: string; readonly bucket: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string };

/** Nest's injection token of the configuration. */
export const CONFIG = Symbol('configuration');

/** Nobody listens between two programs of one machine. */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment. Throws one Error that lists every fault, so that a start never fails twice. */
export function loadConfig(env: Environment = process.env): Config {
  const faults: string[] = [];
  const text = (name: string, fallback?: string): string => {
    const value = env[name] || fallback;
    if (value === undefined) faults.push(`${name} is missing`);
    return value ?? '';
  };
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const digits = env[name] || String(fallback);
    const value = /^\d+$/.test(digits) ? Number(digits) : NaN;
    if (!(value >= min && value <= max)) faults.push(`${name} must be a whole number from ${min} to ${max}`);
    return value;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = (env[name] || fallback) as T;
    if (!values.includes(value)) faults.push(`${name} must be one of ${values.join(', ')}`);
    return value;
  };
  const url = (name: string, schemes: readonly string[]): string => {
    const value = text(name);
    if (value && !schemes.some((scheme) => value.startsWith(`${scheme}://`))) faults.push(`${name} must begin with ${schemes.join(':// or ')}://`);
    return value;
  };
  const key = (name: string): Buffer => {
    const value = Buffer.from(text(name), 'base64');
    if (env[name] && value.length !== 32) faults.push(`${name} must be 32 bytes in base64`);
    return value;
  };
  /** `2:<base64>`; without a number it is the first. */
  const masterKey = (name: string, written: string): readonly [number, Buffer] => {
    const [, version = '1', base64 = ''] = /^(?:([1-9]\d{0,5}):)?(.*)$/s.exec(written) ?? [];
    const value = Buffer.from(base64, 'base64');
    if (written && value.length !== 32) faults.push(`${name} must be 32 bytes in base64`);
    return [Number(version), value];
  };
  const masterKeys = (): Pick<Config, 'masterKey' | 'masterKeyVersion' | 'otherMasterKeys'> => {
    const [version, wrapping] = masterKey('MASTER_KEY', text('MASTER_KEY'));
    const others = new Map((env['OTHER_MASTER_KEYS'] || '').split(',').filter(Boolean).map((written) => masterKey('OTHER_MASTER_KEYS', written.trim())));
    if (others.has(version)) faults.push('OTHER_MASTER_KEYS must have other numbers than MASTER_KEY');
    return { masterKey: wrapping, masterKeyVersion: version, otherMasterKeys: others };
  };

  const fileStorage = (name: string): FileStorageConfig => {
    const value = text(name, '.data/files');
    if (!/^https?:/.test(value)) return { kind: 'folder', folder: value };
    const { protocol, host, pathname, username, password, searchParams } = URL.canParse(value) ? new URL(value) : new URL('http://wrong');
    const bucket = pathname.slice(1);
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || !username || !password) faults.push(`${name} must be a folder or https://key:secret@host/bucket`);
    return {
      kind: 's3', endpoint: `${protocol}//${host}`, bucket, region: searchParams.get('region') ?? 'us-east-1',
      accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password),
    };
  };
  const address = (name: string): { host: string; port: number } | null => {
    if (!env[name]) return null;
    const [, host, port] = /^\[?([^\s[\]]+?)\]?:(\d{1,5})$/.exec(text(name)) ?? [];
    if (!host || Number(port) > 65_535) faults.push(`${name} must be host:port`);
    return { host: host ?? '', port: Number(port) };
  };

  const mailServer = (name: string): Omit<MailConfig, 'from'> => {
    const value = url(name, ['smtp', 'smtps']);
    const { protocol, hostname, port, username, password, searchParams } = URL.canParse(value) ? new URL(value) : new URL('smtp://');
    const tls = searchParams.get('tls') ?? (LOOPBACK.test(hostname) ? 'offered' : 'required');
    if (!hostname || (tls !== 'required' && tls !== 'offered')) faults.push(`${name} must be smtp://user:password@host:port or smtps://…, with ?tls=offered where the server has no TLS`);
    return {
      host: hostname, port: Number(port) || (protocol === 'smtps:' ? 465 : 587), tls: protocol === 'smtps:' ? 'implicit' : tls === 'offered' ? tls : 'required',
      login: username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : null,
    };
  };
  const mail = (): MailConfig | null => {
    if (!env.SMTP_URL) return null;
    const from = text('MAIL_FROM');
    if (from && !/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(from)) faults.push('MAIL_FROM must be an e-mail address');
    return { ...mailServer('SMTP_URL'), from };
  };
  const collector = (name: string): Config['syslog'] => {
    if (!env[name]) return null;
    const [, protocol, host, port] = /^(udp|tcp):\/\/\[?([^\s[\]/]+?)\]?:(\d{1,5})$/.exec(text(name)) ?? [];
    if (!host || Number(port) > 65_535) faults.push(`${name} must be udp://host:port or tcp://host:port`);
    return { protocol: protocol === 'tcp' ? 'tcp' : 'udp', host: host ?? '', port: Number(port) };
  };
  const networks = (name: string): string[] => {
    const list = (env[name] ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
    if (!list.every(isNetwork)) faults.push(`${name} must be addresses or networks such as 10.0.0.5 or 10.0.0.0/24, with commas between`);
    return list;
  };

  const backend = oneOf('QUEUE_BACKEND', ['redis', 'postgres'], 'redis');
  const config: Config = {
    host: text('HOST', '127.0.0.1'),
    port: whole('PORT', 3000, 0, 65_535),
    databaseUrl: url('DATABASE_URL', ['postgres', 'postgresql']),
    databasePool: whole('DATABASE_POOL', 10, 2, 200),
    queue: { backend, redisUrl: backend === 'redis' ? url('REDIS_URL', ['redis', 'rediss']) : null, prefix: text('QUEUE_PREFIX', '{selection}') },
    processWork: oneOf('PROCESS_WORK', ['true', 'false'], 'false') === 'true',
    workConcurrency: whole('WORK_CONCURRENCY', 4, 1, 64),
    ...masterKeys(),
    indexKey: key('INDEX_KEY'),
    anchorKey: key('ANCHOR_KEY'),
    anchorFile: text('ANCHOR_FILE', '.data/anchors.jsonl'),
    syslog: collector('SYSLOG'),
    logLevel: oneOf('LOG_LEVEL', ['error', 'warn', 'log', 'debug'], 'log'),
    tokenDays: whole('TOKEN_DAYS', 90, 1, 3_650),
    trustedProxies: networks('TRUSTED_PROXIES'),
    requestsPerMinute: whole('REQUESTS_PER_MINUTE', 12_000, 1, 10_000_000),
    oidc: env.OIDC_SETTINGS ? { file: text('OIDC_SETTINGS'), clientSecret: env.OIDC_CLIENT_SECRET || null } : null,
    fileStorage: fileStorage('FILE_STORAGE'),
    virusScanner: address('VIRUS_SCANNER'),
    mail: mail(),
  };
  if (config.indexKey.length === 32 && [config.masterKey, ...config.otherMasterKeys.values()].some((master) => master.equals(config.indexKey))) faults.push('INDEX_KEY must differ from MASTER_KEY');
  if (faults.length) throw new Error(`configuration: ${faults.join('; ')}`);
  return config;
}

/** An address, or a network no larger than any real row of proxies: `0.0.0.0/0` would believe everybody. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= (version === 4 ? 8 : 32) && Number(bits) <= (version === 4 ? 32 : 128));
}
