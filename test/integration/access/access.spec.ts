import { Controller, Get, Param } from '@nestjs/common';
import { Asking, type AskingCaller } from '../../../src/access/asking.decorator';
import { Can } from '../../../src/access/can.decorator';
import { newId } from '../../../src/platform/new-id';
import type { Problem } from '../../../src/platform/http/problem';
import { TestApi } from '../../support/app';

/** Handlers of a campaign, as features have them. */
@Controller('campaigns/:campaignId')
class ProbeController {
  @Can('decisions.confirm')
  @Get('confirm')
  confirm(): object {
    return {};
  }

  @Can('nominations.write')
  @Get('scope')
  scope(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): object {
    return { scope: caller.nominatorsIn(campaignId), roles: caller.rolesIn(campaignId), accountId: caller.accountId, actor: caller.actor };
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  forgotten(): object {
    return {};
  }
}

let api: TestApi;
let here: string;
let there: string;
let region: string;

beforeAll(async () => {
  api = await TestApi.start({ controllers: [ProbeController] });
  [here, there] = [await campaign(), await campaign()];
  region = newId();
  await api.sql(`insert into nominator (id, kind, code, title, region) values ($1::uuid, 'region', $1::text, 'Region', '05')`, [region]);
});
afterAll(() => api.close());

async function campaign(): Promise<string> {
  const id = newId();
  await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [id]);
  return id;
}

describe('who has no live token', () => {
  it.each<[string, (token: string) => Record<string, string>]>([
    ['no header', () => ({})],
    ['an empty header', () => ({ authorization: '' })],
    ['another scheme', (token) => ({ authorization: `Basic ${token}` })],
    ['a short token', (token) => ({ authorization: `Bearer ${token.slice(1)}` })],
    ['a padded token', (token) => ({ authorization: `Bearer ${token}=` })],
    ['two tokens', (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` })],
    ['a token nobody has', () => ({ authorization: `Bearer ${Buffer.alloc(32, 7).toString('base64url')}` })],
    ['a token in the address only', () => ({})],
  ])('(%s) gets the same 401, before anything of the request is read', async (_, headers) => {
    const { token } = await api.account({ role: 'administrator' });
    const options = { headers: headers(token) };
    for (const answer of [
      await api.as(null).get<Problem>('/accounts', options),
      await api.as(null).get<Problem>(`/accounts?access_token=${token}`, options),
      await api.as(null).get<Problem>('/campaigns/malformed/confirm', options),
      await api.as(null).post<Problem>('/accounts', '{"broken', options),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect({ ...answer.body, requestId: '' }).toEqual({
        type: 'urn:problem:unauthenticated', title: 'Unauthorized', status: 401, code: 'UNAUTHENTICATED', detail: 'The request needs the token of a live account.', requestId: '',
      });
    }
  });

  it('(expired) is refused', async () => {
    const { id, api: user } = await api.account({ role: 'administrator' });
    await api.sql(`update account set token_expires_at = now() where id = $1`, [id]);
    expect(await user.get('/accounts')).toMatchObject({ status: 401 });
  });

  it('(revoked) is refused within 5 seconds', async () => {
    const { id, api: user } = await api.account({ role: 'administrator' });
    expect(await user.get('/accounts?limit=1')).toMatchObject({ status: 200 });
    expect(await (await api.administrator()).post(`/accounts/${id}/revoke`)).toMatchObject({ status: 200 });
    api.clock.advance(5_000);
    expect(await user.get('/accounts?limit=1')).toMatchObject({ status: 401 });
    expect(await user.get('/accounts?limit=1')).toMatchObject({ status: 401 });
  });
});

describe('who is signed in', () => {
  it('is forbidden what none of his roles ever has, in whatever campaign', async () => {
    const { api: auditor } = await api.account({ role: 'auditor', campaignId: here });
    for (const path of ['/accounts', `/campaigns/${here}/confirm`, `/campaigns/${there}/confirm`, `/campaigns/${newId()}/confirm`]) {
      expect(await auditor.get(path)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
  });

  it('finds a foreign campaign as absent as one that does not exist', async () => {
    const { api: officer } = await api.account({ role: 'officer', campaignId: here });
    expect(await officer.get(`/campaigns/${here}/confirm`)).toMatchObject({ status: 200 });
    const foreign = await officer.get<Problem>(`/campaigns/${there}/confirm`);
    const absent = await officer.get<Problem>(`/campaigns/${newId()}/confirm`);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'ABSENT' } });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('is told of a malformed campaign by name', async () => {
    const { api: officer } = await api.account({ role: 'officer', campaignId: here });
    expect(await officer.get('/campaigns/x/confirm')).toMatchObject({ status: 400, body: { faults: [{ pointer: '/campaignId', code: 'IS_ID' }] } });
  });

  it('has no door into candidates’ data as administrator', async () => {
    expect(await (await api.administrator()).get(`/campaigns/${here}/scope`)).toMatchObject({ status: 403 });
  });

  it('reaches the service with his scope', async () => {
    const nominator = await api.account({ role: 'nominator', campaignId: here, nominatorId: region });
    expect(await nominator.api.get(`/campaigns/${here}/scope`)).toMatchObject({
      status: 200, body: { scope: [region], roles: ['nominator'], accountId: nominator.id, actor: { kind: 'account', id: nominator.id } },
    });
    const { api: officer } = await api.account({ role: 'officer', campaignId: here });
    expect(await officer.get(`/campaigns/${here}/scope`)).toMatchObject({ body: { scope: 'all', roles: ['officer'] } });
  });
});

it('does not start while a handler has no rule', async () => {
  await expect(TestApi.start({ controllers: [ForgottenController] })).rejects.toThrow('handlers without @Can or @Public: ForgottenController.forgotten');
});
