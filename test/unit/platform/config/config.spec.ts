import { loadConfig } from '../../../../src/platform/config/config';

const key = (of: string): string => Buffer.alloc(32, of).toString('base64');
const LEAST = { DATABASE_URL: 'postgres://localhost/selection', REDIS_URL: 'redis://localhost', MASTER_KEY: key('m'), INDEX_KEY: key('i'), ANCHOR_KEY: key('a') };

/** The faults of an environment, as whoever starts the process reads them. */
function faultsOf(change: Readonly<Record<string, string | undefined>>): string[] {
  try {
    loadConfig({ ...LEAST, ...change });
  } catch (error) {
    return (error as Error).message.replace('configuration: ', '').split('; ');
  }
  return [];
}

describe('the configuration', () => {
  it('needs an address of each service and three keys; the rest has defaults', () => {
    expect(loadConfig(LEAST)).toEqual({
      host: '127.0.0.1', port: 3000, databaseUrl: 'postgres://localhost/selection', databasePool: 10,
      queue: { backend: 'redis', redisUrl: 'redis://localhost', prefix: '{selection}' },
      processWork: false, workConcurrency: 4, masterKey: Buffer.alloc(32, 'm'), masterKeyVersion: 1, otherMasterKeys: new Map(), indexKey: Buffer.alloc(32, 'i'), anchorKey: Buffer.alloc(32, 'a'), anchorFile: '.data/anchors.jsonl', syslog: null, logLevel: 'log', tokenDays: 90, fileStorage: { kind: 'folder', folder: '.data/files' }, virusScanner: null, mail: null,
      trustedProxies: [], requestsPerMinute: 12_000, oidc: null,
    });
  });

  it('takes what is said instead', () => {
    expect(loadConfig({
      ...LEAST, HOST: '0.0.0.0', PORT: '0', DATABASE_URL: 'postgresql://db/x', DATABASE_POOL: '200', REDIS_URL: 'rediss://queue', QUEUE_PREFIX: '{other}', PROCESS_WORK: 'true',
      WORK_CONCURRENCY: '64', LOG_LEVEL: 'error', TOKEN_DAYS: '3650',
      FILE_STORAGE: 'https://AKIA:se%2Fcret@store.example:9000/selection?region=ru-1', VIRUS_SCANNER: 'clamd:3310',
      TRUSTED_PROXIES: '10.0.0.5, 2001:db8::/64', REQUESTS_PER_MINUTE: '60', OIDC_SETTINGS: 'oidc.json', OIDC_CLIENT_SECRET: 's',
    })).toMatchObject({
      host: '0.0.0.0', port: 0, databaseUrl: 'postgresql://db/x', databasePool: 200, queue: { backend: 'redis', redisUrl: 'rediss://queue', prefix: '{other}' },
      processWork: true, workConcurrency: 64, logLevel: 'error', tokenDays: 3650,
      fileStorage: { kind: 's3', endpoint: 'https://store.example:9000', bucket: 'selection', region: 'ru-1', accessKeyId: 'AKIA', secretAccessKey: 'se/cret' },
      virusScanner: { host: 'clamd', port: 3310 },
      trustedProxies: ['10.0.0.5', '2001:db8::/64'], requestsPerMinute: 60, oidc: { file: 'oidc.json', clientSecret: 's' },
    });
  });

  it('takes an empty value for none, as .env.example has it', () => {
    expect(loadConfig({ ...LEAST, PORT: '', QUEUE_BACKEND: '', LOG_LEVEL: '', PROCESS_WORK: '' })).toEqual(loadConfig(LEAST));
    expect(faultsOf({ DATABASE_URL: '' })).toEqual(['DATABASE_URL is missing']);
  });

  it.each(['true', '*', '1', '0.0.0.0/0', '::/0', '10.0.0.5/33', 'proxy.local', '10.0.0.5/24/1', '10.0.0.5 10.0.0.6'])('believes no proxy that is not named exactly: %s', (wrong) => {
    expect(faultsOf({ TRUSTED_PROXIES: wrong })).toEqual(['TRUSTED_PROXIES must be addresses or networks such as 10.0.0.5 or 10.0.0.0/24, with commas between']);
  });

  it('takes no half of an address for files and scanner', () => {
    for (const wrong of ['https://store.example/selection', 'https://key:secret@store.example/', 'https://key:secret@store.example/A_B', 'https://']) {
      expect(faultsOf({ FILE_STORAGE: wrong })).toEqual(['FILE_STORAGE must be a folder or https://key:secret@host/bucket']);
    }
    for (const wrong of ['clamd', 'clamd:', 'clamd:70000', ':3310']) expect(faultsOf({ VIRUS_SCANNER: wrong })).toEqual(['VIRUS_SCANNER must be host:port']);
  });

  it('sends no letter in the clear over a network, unless told to', () => {
    const mail = (SMTP_URL: string): unknown => loadConfig({ ...LEAST, SMTP_URL, MAIL_FROM: 'selection@region.example' }).mail;
    const from = 'selection@region.example';
    expect(mail('smtp://office:se%2Fcret@mail.example')).toEqual({ host: 'mail.example', port: 587, tls: 'required', login: { user: 'office', password: 'se/cret' }, from });
    expect(mail('smtp://mail.example:2525?tls=offered')).toEqual({ host: 'mail.example', port: 2525, tls: 'offered', login: null, from });
    expect(mail('smtps://mail.example')).toEqual({ host: 'mail.example', port: 465, tls: 'implicit', login: null, from });
    expect(mail('smtp://127.0.0.1:25')).toMatchObject({ port: 25, tls: 'offered' });
    expect(faultsOf({ SMTP_URL: 'http://mail.example', MAIL_FROM: from })).toEqual(['SMTP_URL must begin with smtp:// or smtps://']);
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'nobody' })).toEqual(['MAIL_FROM must be an e-mail address']);
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example' })).toEqual(['MAIL_FROM is missing']);
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example?tls=never', MAIL_FROM: from })).toEqual([expect.stringMatching(/^SMTP_URL must be smtp:/)]);
  });

  it('takes an address of a collector, with its protocol', () => {
    expect(loadConfig({ ...LEAST, SYSLOG: 'tcp://[::1]:601' }).syslog).toEqual({ protocol: 'tcp', host: '::1', port: 601 });
    for (const wrong of ['siem:514', 'udp://siem', 'http://siem:514', 'udp://siem:70000']) expect(faultsOf({ SYSLOG: wrong })).toEqual(['SYSLOG must be udp://host:port or tcp://host:port']);
  });

  it('needs no Redis where the queues are in PostgreSQL, and does not keep its address', () => {
    expect(loadConfig({ ...LEAST, QUEUE_BACKEND: 'postgres', REDIS_URL: undefined }).queue).toMatchObject({ backend: 'postgres', redisUrl: null });
    expect(loadConfig({ ...LEAST, QUEUE_BACKEND: 'postgres' }).queue.redisUrl).toBeNull();
    expect(faultsOf({ REDIS_URL: undefined })).toEqual(['REDIS_URL is missing']);
  });

  it('tells all faults at once', () => {
    expect(faultsOf({
      PORT: '65536', DATABASE_URL: 'mysql://x', DATABASE_POOL: '1', QUEUE_BACKEND: 'kafka', REDIS_URL: 'http://x', PROCESS_WORK: 'yes', WORK_CONCURRENCY: '0',
      MASTER_KEY: 'short', INDEX_KEY: undefined, ANCHOR_KEY: 'shorter', LOG_LEVEL: 'loud', TOKEN_DAYS: '1.5',
    })).toEqual([
      'QUEUE_BACKEND must be one of redis, postgres', 'PORT must be a whole number from 0 to 65535', 'DATABASE_URL must begin with postgres:// or postgresql://',
      'DATABASE_POOL must be a whole number from 2 to 200', 'PROCESS_WORK must be one of true, false', 'WORK_CONCURRENCY must be a whole number from 1 to 64',
      'MASTER_KEY must be 32 bytes in base64', 'INDEX_KEY is missing', 'ANCHOR_KEY must be 32 bytes in base64', 'LOG_LEVEL must be one of error, warn, log, debug', 'TOKEN_DAYS must be a whole number from 1 to 3650',
    ]);
    expect(faultsOf({ REDIS_URL: 'http://x', DATABASE_URL: undefined })).toEqual(['DATABASE_URL is missing', 'REDIS_URL must begin with redis:// or rediss://']);
  });

  it.each(['3000x', ' ', '0x50', '8e3', '+80', '-1', '1.5', 'NaN', 'Infinity', '9'.repeat(400)])('takes no port %j', (port) => {
    expect(faultsOf({ PORT: port })).toEqual(['PORT must be a whole number from 0 to 65535']);
  });

  it.each([['31 bytes', Buffer.alloc(31, 'k').toString('base64')], ['33 bytes', Buffer.alloc(33, 'k').toString('base64')], ['hexadecimal', 'ab'.repeat(32)], ['no base64', '!'.repeat(44)]])('takes no key of %s', (_, value) => {
    expect(faultsOf({ MASTER_KEY: value })).toEqual(['MASTER_KEY must be 32 bytes in base64']);
    expect(faultsOf({ INDEX_KEY: value })).toEqual(['INDEX_KEY must be 32 bytes in base64']);
  });

  it('wants two keys that differ, however they are written', () => {
    expect(faultsOf({ INDEX_KEY: key('m') })).toEqual(['INDEX_KEY must differ from MASTER_KEY']);
    expect(faultsOf({ INDEX_KEY: key('m').replace('=', '') })).toEqual(['INDEX_KEY must differ from MASTER_KEY']);
  });

  it('knows master keys by number: the one that wraps, and others that only open', () => {
    expect(loadConfig({ ...LEAST, MASTER_KEY: `2:${key('n')}`, OTHER_MASTER_KEYS: `${key('m')},3:${key('o')}` })).toMatchObject({
      masterKey: Buffer.alloc(32, 'n'), masterKeyVersion: 2, otherMasterKeys: new Map([[1, Buffer.alloc(32, 'm')], [3, Buffer.alloc(32, 'o')]]),
    });
    expect(faultsOf({ OTHER_MASTER_KEYS: key('n') })).toEqual(['OTHER_MASTER_KEYS must have other numbers than MASTER_KEY']);
    expect(faultsOf({ OTHER_MASTER_KEYS: `2:short` })).toEqual(['OTHER_MASTER_KEYS must be 32 bytes in base64']);
    expect(faultsOf({ MASTER_KEY: `0:${key('n')}` })).toEqual(['MASTER_KEY must be 32 bytes in base64']);
    expect(faultsOf({ OTHER_MASTER_KEYS: `2:${key('i')}` })).toEqual(['INDEX_KEY must differ from MASTER_KEY']);
  });

  it('never repeats a value: a secret mistyped must not reach the log', () => {
    expect(faultsOf({ MASTER_KEY: 'Secret1', DATABASE_URL: 'Secret2', REDIS_URL: 'Secret3', PORT: 'Secret4', LOG_LEVEL: 'Secret5' }).join()).not.toContain('Secret');
  });
});
