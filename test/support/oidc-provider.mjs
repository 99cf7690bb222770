// A real OpenID provider in a process of its own: oidc-provider is an ES module, which Jest cannot load. Who signs in is
// written into its own form as the login; what it says of him is told by `POST /test/claims`.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const claims = new Map();
const [, , redirectUri] = process.argv;
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: 'selection', client_secret: 'a secret of the client', redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'], id_token_signed_response_alg: 'RS256' }],
  claims: { openid: ['sub'], profile: ['name', 'groups', 'region'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims.get(id) }) }),
  cookies: { keys: ['a key of the test'] },
  features: { devInteractions: { enabled: true } },
});
provider.on('server_error', (_context, error) => process.stderr.write(`${error.stack}\n`));
const answer = provider.callback();
server.on('request', (request, response) => {
  if (request.url !== '/test/claims') return answer(request, response);
  let body = '';
  request.on('data', (part) => (body += part)).on('end', () => {
    const { sub, ...rest } = JSON.parse(body);
    claims.set(sub, rest);
    response.end();
  });
});
process.on('disconnect', () => process.exit());
process.send({ issuer });
