import type { OpenedCodeDto, BrowserSessionsDto, SignedInDto, WhoAmIDto } from '../../../src/access/browser-session.dto';
import type { Problem } from '../../../src/platform/http/problem';
import { newId } from '../../../src/platform/new-id';
import { type AsAccount, TestApi } from '../../support/app';
import { appCode, Browser, invite, PASSWORD, person, type Person } from '../../support/person';

let api: TestApi;
let administrator: AsAccount;
let campaignId: string;
let nominatorId: string;

beforeAll(async () => {
  api = await TestApi.start();
  administrator = await api.administrator();
  [campaignId, nominatorId] = [newId(), newId()];
  await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
  await api.sql(`insert into nominator (id, kind, code, title) values ($1::uuid, 'organisation', $1::text, 'Organisation')`, [nominatorId]);
});
afterAll(() => api.close());
beforeEach(() => api.sql(`delete from sign_in_throttle`)); // all of them come from one address

const officer = (): Promise<Person> => person(api, administrator, { enrols: true }, { role: 'officer', campaignId });
const clerk = (): Promise<Person> => person(api, administrator, { enrols: false }, { role: 'nominator', campaignId, nominatorId });
const signIn = (body: object): ReturnType<AsAccount['post']> => api.as(null).post<Problem>('/sign-in', body);
const events = (subject: string): Promise<{ action: string; reason: string | null }[]> => api.sql(`select action, reason from audit_event where subject = $1 order by tx, n`, [subject]);
const REFUSED = { status: 401, body: { code: 'SIGN_IN_REFUSED' } };

describe('a one-time code', () => {
  it('sets a password once, and lets an officer in by password and authenticator app', async () => {
    const { login, code, secret } = await officer();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const answer = await api.as(null).post<SignedInDto>('/sign-in', { login: ` ${login.toUpperCase()} `, password: PASSWORD.normalize('NFD'), code: appCode(api, secret!) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(await Browser.of(api, answer).get('/session')).toMatchObject({ status: 200, body: { via: 'session', grants: [{ role: 'officer', campaignId }] } });
    expect(await api.as(null).post('/sign-in/code', { login, code })).toMatchObject({ status: 401, body: { code: 'CODE_REFUSED' } });
    expect(await api.as(null).post('/sign-in/code/redeem', { login, code, password: PASSWORD })).toMatchObject({ status: 401, body: { code: 'CODE_REFUSED' } });
  });

  it('is read as people type it', async () => {
    const { login, code } = await invite(administrator, { role: 'assessor', campaignId });
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await api.as(null).post('/sign-in/code', { login, code: typed })).toMatchObject({ status: 200, body: { secondFactor: 'optional' } });
  });

  it.each<[string, object]>([['nothing', {}], ['a wrong code', { secondFactor: '000000' }]])('asks officers for a second factor: %s does not do', async (_, proof) => {
    const { login, code } = await invite(administrator, { role: 'officer', campaignId });
    expect(await api.as(null).post('/sign-in/code', { login, code })).toMatchObject({ body: { secondFactor: 'required', secret: expect.stringMatching(/^[A-Z2-7]{32}$/), uri: expect.stringContaining('otpauth://totp/') } });
    expect(await api.as(null).post('/sign-in/code/redeem', { login, code, password: PASSWORD, ...proof })).toMatchObject({ status: 422, body: { code: 'SECOND_FACTOR_REFUSED', faults: [{ pointer: '/secondFactor' }] } });
    expect(await signIn({ login, password: PASSWORD })).toMatchObject(REFUSED);
  });

  it.each([
    ['PASSWORD_TOO_SHORT', 'fourteen chars'], ['PASSWORD_COMMON', 'password1234567'], ['PASSWORD_PREDICTABLE', 'aaaaaaaaaaaaaaaa'], ['PASSWORD_TOO_LONG', 'xy'.repeat(129)],
  ])('sets no password that is %s', async (fault, password) => {
    const { login, code } = await invite(administrator, { role: 'nominator', campaignId, nominatorId });
    expect(await api.as(null).post('/sign-in/code/redeem', { login, code, password })).toMatchObject({ status: 422, body: { code: 'PASSWORD_REFUSED', faults: [{ pointer: '/password', code: fault }] } });
  });

  it('expires, ends with the next one, and with the account', async () => {
    const { id, login, code } = await invite(administrator, { role: 'assessor', campaignId });
    const { body: next } = await administrator.post<{ code: string }>('/accounts/codes', { accountId: id });
    expect(await api.as(null).post('/sign-in/code', { login, code })).toMatchObject({ status: 401 });
    expect(await api.as(null).post('/sign-in/code', { login, code: next.code })).toMatchObject({ status: 200 });
    await api.sql(`update one_time_code set expires_at = now() where account_id = $1`, [id]);
    expect(await api.as(null).post('/sign-in/code', { login, code: next.code })).toMatchObject({ status: 401 });
    await administrator.post(`/accounts/${id}/revoke`);
    expect(await administrator.post('/accounts/codes', { accountId: id })).toMatchObject({ status: 422, body: { code: 'CODES_REFUSED', faults: [{ pointer: '/accountId', code: 'ACCOUNT_HAS_NO_LOGIN' }] } });
  });

  it('brings back who has forgotten the password, with the app he has; another app only where the administrator says so', async () => {
    const { id, login, secret } = await officer();
    const before = await Browser.signedIn(api, { login, secret } as Person);
    const { body: again } = await administrator.post<{ code: string }>('/accounts/codes', { accountId: id });
    expect(await api.as(null).post('/sign-in/code', { login, code: again.code })).toMatchObject({ body: { secondFactor: 'held', secret: null } });
    expect(await api.as(null).post('/sign-in/code/redeem', { login, code: again.code, password: 'another password of mine' })).toMatchObject({ status: 422 });
    const redeemed = { login, code: again.code, password: 'another password of mine', secondFactor: appCode(api, secret!) };
    expect(await api.as(null).post('/sign-in/code/redeem', redeemed)).toMatchObject({ status: 200, body: { recoveryCodes: [] } });
    expect(await before.get('/session')).toMatchObject({ status: 401 }); // whoever knew the old password is out

    const { body: renewed } = await administrator.post<{ code: string }>('/accounts/codes', { accountId: id, renewsSecondFactor: true });
    const { body: opened } = await api.as(null).post<OpenedCodeDto>('/sign-in/code', { login, code: renewed.code });
    expect(opened.secret).not.toBe(secret);
    api.clock.advance(60_000);
    expect(await api.as(null).post('/sign-in/code/redeem', { ...redeemed, code: renewed.code, secondFactor: appCode(api, opened.secret!) })).toMatchObject({ status: 200, body: { recoveryCodes: { length: 10 } } });
    api.clock.advance(60_000);
    expect(await signIn({ login, password: 'another password of mine', code: appCode(api, secret!) })).toMatchObject(REFUSED);
    expect(await signIn({ login, password: 'another password of mine', code: appCode(api, opened.secret!) })).toMatchObject({ status: 200 });
  });

  it('does not let whoever finds the paper try codes of the app at will', async () => {
    const { id, login } = await officer();
    const { body: paper } = await administrator.post<{ code: string }>('/accounts/codes', { accountId: id });
    const tries: number[] = [];
    for (let i = 0; i < 8; i++) {
      await api.as(null).post('/sign-in/code', { login, code: paper.code });
      tries.push((await api.as(null).post('/sign-in/code/redeem', { login, code: paper.code, password: PASSWORD, secondFactor: '123456' })).status);
    }
    expect(tries.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
    expect(tries.slice(5)).toEqual([401, 401, 401]);
  });

  it('comes for many at once, all or none, and as slips of paper', async () => {
    const people = Array.from({ length: 3 }, (_, i) => ({ login: `bulk.${newId()}`, name: `Slip <${i}>`, grants: [{ role: 'assessor', campaignId }] }));
    const created = await administrator.post<{ items: { id: string }[] }>('/accounts/people/bulk', { items: people });
    expect(created.status).toBe(201);
    expect(await administrator.post('/accounts/people/bulk', { items: [{ ...people[0], login: `new.${newId()}` }, people[1], { ...people[2], login: 'twice' }, { ...people[2], login: 'twice' }, { ...people[2], login: `x.${newId()}`, grants: [{ role: 'officer' }] }] }))
      .toMatchObject({ status: 422, body: { faults: [{ pointer: '/items/1/login', code: 'LOGIN_TAKEN' }, { pointer: '/items/3/login', code: 'LOGIN_REPEATED' }, { pointer: '/items/4/grants/0/campaignId', code: 'GRANT_NEEDS_CAMPAIGN' }] } });
    const items = created.body.items.map(({ id }) => ({ accountId: id }));
    expect(await administrator.post('/accounts/codes/bulk', { items: [...items, items[0], { accountId: newId() }] })).toMatchObject({
      status: 422, body: { faults: [{ pointer: '/items/3/accountId', code: 'ACCOUNT_REPEATED' }, { pointer: '/items/4/accountId', code: 'ACCOUNT_HAS_NO_LOGIN' }] },
    });
    const { body, headers } = await administrator.post<string>('/accounts/codes/printed', { items }, { headers: { 'idempotency-key': newId() } });
    expect(headers.get('content-type')).toContain('text/html');
    const codes = [...body.matchAll(/class="code">([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</g)].map((match) => match[1]!);
    expect(codes).toHaveLength(3);
    expect(body).not.toContain('Slip <');
    expect(await api.as(null).post('/sign-in/code', { login: people[2]!.login, code: codes[2] })).toMatchObject({ status: 200, body: { name: 'Slip <2>' } });
    const [stored] = await api.sql<{ text: string }>(`select string_agg(i::text, '') || (select string_agg(c::text, '') from one_time_code c) as text from idempotent_answer i`);
    for (const code of codes) expect(stored!.text).not.toContain(code);
  });
});

describe('signing in', () => {
  it('is refused in one way, whatever does not fit, and the audit knows why', async () => {
    const { id, login, secret } = await officer();
    const replayed = appCode(api, secret!);
    expect(await signIn({ login, password: PASSWORD, code: replayed })).toMatchObject({ status: 200 });
    const refused = [
      await signIn({ login: `nobody.${newId()}`, password: PASSWORD, code: '000000' }), await signIn({ login, password: `${PASSWORD}!`, code: replayed }),
      await signIn({ login, password: PASSWORD }), await signIn({ login, password: PASSWORD, code: '000000' }), await signIn({ login, password: PASSWORD, code: replayed }),
    ];
    for (const { status, body, headers } of refused) {
      expect({ status, body: { ...(body as Problem), requestId: '' }, cookie: headers.get('set-cookie') }).toEqual({
        status: 401, cookie: null,
        body: { type: 'urn:problem:sign-in-refused', title: 'Unauthorized', status: 401, code: 'SIGN_IN_REFUSED', detail: expect.any(String), requestId: '' },
      });
    }
    expect((await events(id)).filter(({ action }) => action === 'sign-in.refused').map(({ reason }) => reason)).toEqual(['PASSWORD_WRONG', 'SECOND_FACTOR_MISSING', 'SECOND_FACTOR_WRONG', 'SECOND_FACTOR_REPLAYED']);
    expect(await api.sql(`select subject, digest from audit_event where reason = 'LOGIN_UNKNOWN' order by tx desc limit 1`)).toEqual([{ subject: null, digest: Buffer.alloc(0) }]);
  });

  it('takes a code of the app once, also from two browsers at the same moment', async () => {
    const { login, secret } = await officer();
    const code = appCode(api, secret!);
    const answers = await Promise.all(Array.from({ length: 4 }, () => signIn({ login, password: PASSWORD, code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('tolerates a clock that is one step off, and no more', async () => {
    const { login, secret } = await officer();
    expect(await signIn({ login, password: PASSWORD, code: appCode(api, secret!, 2) })).toMatchObject(REFUSED);
    expect(await signIn({ login, password: PASSWORD, code: appCode(api, secret!, -2) })).toMatchObject(REFUSED);
    expect(await signIn({ login, password: PASSWORD, code: appCode(api, secret!, 1) })).toMatchObject({ status: 200 });
  });

  it('takes a recovery code in the place of the app, once', async () => {
    const { login, recoveryCodes } = await officer();
    expect(recoveryCodes).toHaveLength(10);
    expect(await signIn({ login, password: PASSWORD, code: recoveryCodes[3]!.toLowerCase() })).toMatchObject({ status: 200 });
    expect(await signIn({ login, password: PASSWORD, code: recoveryCodes[3] })).toMatchObject(REFUSED);
    expect(await signIn({ login, password: PASSWORD, code: recoveryCodes[4] })).toMatchObject({ status: 200 });
  });

  it('makes a login wait longer and longer, whether it is somebody’s or nobody’s, and never for ever', async () => {
    const { id, login } = await clerk();
    for (const name of [login, `nobody.${newId()}`]) {
      await api.sql(`delete from sign_in_throttle`);
      for (let i = 0; i < 5; i++) expect(await signIn({ login: name, password: 'a wrong password' })).toMatchObject(REFUSED);
      const refused = await signIn({ login: name, password: PASSWORD });
      expect(refused).toMatchObject(REFUSED); // the right password as well
      const waits = (await api.sql<{ wait: number }>(`select extract(epoch from free_at - at)::float as wait from sign_in_throttle where failures = 5`)).map(({ wait }) => Math.round(wait));
      expect(waits).toContain(1);
    }
    await api.sql(`update sign_in_throttle set failures = 1000000, free_at = clock_timestamp()`);
    await signIn({ login, password: 'a wrong password' });
    const [longest] = await api.sql<{ wait: number }>(`select max(extract(epoch from free_at - at))::float as wait from sign_in_throttle`);
    expect(Math.round(longest!.wait)).toBe(900);
    await api.sql(`update sign_in_throttle set free_at = clock_timestamp()`);
    expect(await signIn({ login, password: PASSWORD })).toMatchObject({ status: 200 });
    expect((await events(id)).map(({ reason }) => reason)).toContain('LOGIN_LOCKED');
  });

  it('counts sixty attempts at the same moment as sixty', async () => {
    const { id, login } = await clerk();
    const before = performance.now();
    await Promise.all(Array.from({ length: 60 }, () => signIn({ login, password: 'a wrong password' })));
    const looked = (await events(id)).filter(({ reason }) => reason === 'PASSWORD_WRONG').length;
    const seconds = (performance.now() - before) / 1_000;
    const waited = [1, 3, 7, 15, 31].filter((until) => until <= seconds).length; // a slow machine gives time to wait
    expect(looked).toBeGreaterThanOrEqual(4);
    expect(looked).toBeLessThanOrEqual(5 + waited);
  });

  it('makes an address wait that names ever other people, and tells it for how long', async () => {
    const answers = [];
    for (let i = 0; i < 33; i++) answers.push(await signIn({ login: `guess.${i}.${newId()}`, password: 'a wrong password' }));
    expect(answers.slice(0, 31).map(({ status }) => status)).toEqual(Array(31).fill(401));
    expect(answers[31]).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS', params: { seconds: expect.any(Number) } } });
    expect(answers[31]!.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('answers whoever has no account as slowly as whoever has one', async () => {
    const { login } = await clerk();
    const ms: Record<string, number[]> = { wrong: [], unknown: [], locked: [] };
    const measured = async (kind: string, name: string): Promise<void> => {
      const before = performance.now();
      await signIn({ login: name, password: 'a wrong password' });
      ms[kind]!.push(performance.now() - before);
    };
    for (let i = 0; i < 20; i++) { // in turn, so that the machine's moods are everybody's
      await api.sql(`delete from sign_in_throttle`);
      await measured('wrong', login);
      await measured('unknown', `nobody.${newId()}`);
      await api.sql(`update sign_in_throttle set free_at = now() + interval '1 minute' where failures = 1`); // both logins of this turn
      await api.sql(`update sign_in_throttle set free_at = now() where failures > 1`);
      await measured('locked', login);
    }
    const quick = (list: number[]): number => list.toSorted((a, b) => a - b)[list.length >> 2]!; // the quarter that nothing else disturbed
    const [wrong, unknown, locked] = [quick(ms.wrong!), quick(ms.unknown!), quick(ms.locked!)];
    process.stdout.write(`sign-in refused in ms: wrong password ${wrong.toFixed(1)}, unknown login ${unknown.toFixed(1)}, locked login ${locked.toFixed(1)}\n`);
    for (const other of [unknown, locked]) expect(other / wrong).toBeGreaterThan(0.6); // without a hash it is a third
    for (const other of [unknown, locked]) expect(other / wrong).toBeLessThan(1.6);
  }, 120_000);
});

describe('a session', () => {
  it('needs its own CSRF token for whatever changes something', async () => {
    const [one, other] = [await Browser.signedIn(api, await clerk()), await Browser.signedIn(api, await clerk())];
    expect(await one.post('/session/end', {}, { headers: { 'x-csrf-token': other.csrf } })).toMatchObject({ status: 403, body: { code: 'CSRF_TOKEN_REFUSED' } });
    expect(await one.post('/session/end', {}, { headers: { 'x-csrf-token': '' } })).toMatchObject({ status: 403, body: { code: 'CSRF_TOKEN_REFUSED' } });
    const { body } = await one.get<WhoAmIDto>('/session');
    expect(body.csrfToken).toBe(one.csrf);
    expect(await one.post('/session/end')).toMatchObject({ status: 200 });
    expect(await one.get('/session')).toMatchObject({ status: 401 });
    expect(await other.get('/session')).toMatchObject({ status: 200 });
  });

  it('is seen and ended from another browser of the same person, and by nobody else', async () => {
    const someone = await clerk();
    const [here, there, stranger] = [await Browser.signedIn(api, someone), await Browser.signedIn(api, someone), await Browser.signedIn(api, await clerk())];
    const { body } = await here.get<BrowserSessionsDto>('/sessions');
    expect(body.items).toMatchObject([{ isCurrent: false, method: 'password' }, { isCurrent: true, method: 'password' }]);
    const id = body.items.find(({ isCurrent }) => !isCurrent)!.id;
    expect(await stranger.post(`/sessions/${id}/end`)).toMatchObject({ status: 404 });
    expect(await there.get('/session')).toMatchObject({ status: 200 });
    expect(await here.post(`/sessions/${id}/end`)).toMatchObject({ status: 200 });
    expect(await there.get('/session')).toMatchObject({ status: 401 });
    expect(await here.get('/session')).toMatchObject({ status: 200 });
  });

  it('ends when idle: an officer’s after 15 minutes, a clerk’s after 2 hours, whoever’s after 12 hours', async () => {
    for (const [someone, minutes] of [[await officer(), 15], [await clerk(), 120]] as const) {
      const browser = await Browser.signedIn(api, someone);
      const [row] = await api.sql<{ idle: number; hours: number }>(`select idle_minutes as idle, extract(epoch from expires_at - created_at)::integer / 3600 as hours from session where account_id = $1`, [someone.id]);
      expect(row).toEqual({ idle: minutes, hours: 12 });
      await api.sql(`update session set seen_at = now() - make_interval(mins => idle_minutes, secs => -5) where account_id = $1`, [someone.id]);
      expect(await browser.get('/session')).toMatchObject({ status: 200 });
      api.clock.advance(5_000);
      expect(await browser.get('/session')).toMatchObject({ status: 200 }); // its use was noted
      await api.sql(`update session set seen_at = now() - make_interval(mins => idle_minutes) where account_id = $1`, [someone.id]);
      api.clock.advance(5_000);
      expect(await browser.get('/session')).toMatchObject({ status: 401 });
      await api.sql(`update session set seen_at = now(), expires_at = now() where account_id = $1`, [someone.id]);
      expect(await browser.get('/session')).toMatchObject({ status: 401 });
    }
  });

  it('ends with the account, and when an administrator says so', async () => {
    const someone = await clerk();
    const browser = await Browser.signedIn(api, someone);
    expect(await administrator.post(`/accounts/${someone.id}/sessions/end`)).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await browser.get('/session')).toMatchObject({ status: 401 });
    const next = await Browser.signedIn(api, someone);
    await administrator.post(`/accounts/${someone.id}/revoke`);
    expect(await next.get('/session')).toMatchObject({ status: 401 });
    expect(await signIn({ login: someone.login, password: PASSWORD })).toMatchObject(REFUSED);
    expect((await events(someone.id)).map(({ action }) => action)).toEqual([
      'account.created', 'code.issued', 'password.set', 'session.opened', 'session.ended-by-administrator', 'session.opened', 'account.revoked', 'sign-in.refused',
    ].slice(0, -1)); // a revoked account is nobody's login
  });

  it('changes the password of the person who sits there, and signs his other browsers out', async () => {
    const someone = await clerk();
    const [here, there] = [await Browser.signedIn(api, someone), await Browser.signedIn(api, someone)];
    const newPassword = 'five other words nobody says';
    expect(await here.post('/session/password', { password: 'a wrong password', newPassword })).toMatchObject({ status: 401, body: { code: 'PROOF_REFUSED' } });
    expect(await here.post('/session/password', { password: PASSWORD, newPassword: 'too short' })).toMatchObject({ status: 422, body: { code: 'PASSWORD_REFUSED', faults: [{ pointer: '/newPassword', code: 'PASSWORD_TOO_SHORT' }] } });
    expect(await there.get('/session')).toMatchObject({ status: 200 });
    expect(await here.post('/session/password', { password: PASSWORD, newPassword })).toMatchObject({ status: 204 });
    expect([(await here.get('/session')).status, (await there.get('/session')).status]).toEqual([200, 401]);
    expect(await signIn({ login: someone.login, password: PASSWORD })).toMatchObject(REFUSED);
    expect(await signIn({ login: someone.login, password: newPassword })).toMatchObject({ status: 200 });
  });

  it('is asked again who sits there before what cannot be taken back; programs are not', async () => {
    const boss = await person(api, administrator, { enrols: true }, { role: 'administrator' });
    const browser = await Browser.signedIn(api, boss);
    const wish = { name: 'Made after proof', grants: [{ role: 'assessor', campaignId }] };
    expect(await browser.post('/accounts', wish)).toMatchObject({ status: 201 });
    await api.sql(`update session set proved_at = now() - interval '11 minutes' where account_id = $1`, [boss.id]);
    api.clock.advance(5_000);
    expect(await browser.get('/accounts')).toMatchObject({ status: 200 });
    expect(await browser.post('/accounts', wish)).toMatchObject({ status: 403, body: { code: 'PROOF_NOT_FRESH' } });
    api.clock.advance(30_000);
    expect(await browser.post('/session/proof', { password: PASSWORD, code: '000000' })).toMatchObject({ status: 401, body: { code: 'PROOF_REFUSED' } });
    expect(await browser.post('/session/proof', { password: PASSWORD, code: appCode(api, boss.secret!) })).toMatchObject({ status: 204 });
    expect(await browser.post('/accounts', wish)).toMatchObject({ status: 201 });
    expect(await administrator.post('/accounts', wish)).toMatchObject({ status: 201 });
    expect(await administrator.post('/session/proof', { password: PASSWORD })).toMatchObject({ status: 409, body: { code: 'NO_SESSION' } });
  });
});

it('a password and a secret are nowhere to be read', async () => {
  const { secret, recoveryCodes, login } = await officer();
  const browser = await Browser.signedIn(api, { login, secret } as Person);
  const rows = await api.sql<{ text: string }>(
    `select p::text as text from password p union all select f::text from second_factor f union all select r::text from recovery_code r union all select s::text from session s union all select t::text from sign_in_throttle t union all select e::text from audit_event e`,
  );
  const text = rows.map((row) => row.text).join('\n');
  const [hex, token] = [Buffer.from(secret!).toString('hex'), browser.cookie.split('=')[1]!];
  for (const kept of [PASSWORD, secret!, hex, ...recoveryCodes, token, Buffer.from(token, 'base64url').toString('hex'), login]) expect(text).not.toContain(kept);
  expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});
