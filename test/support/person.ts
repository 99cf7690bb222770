import { Secret, TOTP } from 'otpauth';
import type { GrantWish } from '../../src/access/domain/check-grants';
import type { OpenedCodeDto, RedeemedCodeDto, SignedInDto } from '../../src/access/browser-session.dto';
import type { IssuedCodeDto } from '../../src/access/code.dto';
import { newId } from '../../src/platform/new-id';
import { type Answer, type AsAccount, type Send, type TestApi } from './app';

export const PASSWORD = 'тёплый самовар у реки 🙂';
const STEP_MS = 30_000;

/** A person with a login, as an administrator makes him; he has set no password yet. */
export interface Invited {
  readonly id: string;
  readonly login: string;
  readonly code: string;
}

/** A person who can sign in. */
export interface Person extends Invited {
  readonly secret: string | null;
  readonly recoveryCodes: readonly string[];
}

/** An authenticator app at the time of the test. */
export function appCode(api: TestApi, secret: string, stepsAway = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: api.clock.now().getTime() + stepsAway * STEP_MS });
}

export async function invite(administrator: AsAccount, ...grants: GrantWish[]): Promise<Invited> {
  const login = `person.${newId()}`;
  const { body: person } = await administrator.post<{ id: string }>('/accounts/people', { login, name: 'Test person', grants });
  const { body } = await administrator.post<IssuedCodeDto>('/accounts/codes', { accountId: person.id });
  return { id: person.id, login, code: body.code };
}

/** A person who has redeemed his code, with a second factor where he enrols one. */
export async function person(api: TestApi, administrator: AsAccount, { enrols }: { enrols: boolean }, ...grants: GrantWish[]): Promise<Person> {
  const invited = await invite(administrator, ...grants);
  const { login, code } = invited;
  const { secret } = (await api.as(null).post<OpenedCodeDto>('/sign-in/code', { login, code })).body;
  const proof = enrols ? { secondFactor: appCode(api, secret!) } : {};
  const redeemed = await api.as(null).post<RedeemedCodeDto>('/sign-in/code/redeem', { login, code, password: PASSWORD, ...proof });
  if (redeemed.status !== 200) throw new Error(`redeeming: ${redeemed.status} ${JSON.stringify(redeemed.body)}`);
  if (enrols) api.clock.advance(STEP_MS); // a code is good once
  return { ...invited, secret: enrols ? secret : null, recoveryCodes: redeemed.body.recoveryCodes };
}

/** A browser as the service sees it: its cookie, and the CSRF token its page was given. */
export class Browser {
  private constructor(private readonly api: AsAccount, readonly cookie: string, readonly csrf: string) {}

  static of(api: TestApi, answer: Answer<SignedInDto>): Browser {
    if (answer.status !== 200) throw new Error(`signing in: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new Browser(api.as(null), answer.headers.get('set-cookie')!.split(';')[0]!, answer.body.csrfToken);
  }

  static async signedIn(api: TestApi, { login, secret }: Person): Promise<Browser> {
    const answer = await api.as(null).post<SignedInDto>('/sign-in', { login, password: PASSWORD, ...(secret && { code: appCode(api, secret) }) });
    if (secret) api.clock.advance(STEP_MS);
    return Browser.of(api, answer);
  }

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.api.get(path, { headers: { cookie: this.cookie } });
  }

  post<Body>(path: string, body?: unknown, send: Send = {}): Promise<Answer<Body>> {
    return this.api.post(path, body, { ...send, headers: { cookie: this.cookie, 'x-csrf-token': this.csrf, ...send.headers } });
  }
}
