import { requests } from '@holdfast/shared/protocol/requests.ts';
import fc from 'fast-check';
import type { Attack } from './attack.ts';
import { exchange, type Sent } from './exchange.ts';
import { cut } from './judge.ts';
import { judgeHttp } from './judge-http.ts';
import { nearly } from './nearly.ts';
import type { Scene } from './scene.ts';
import { forgedTokens } from './tokens.ts';
import { hostileValues } from './values.ts';

const API = Object.keys(requests).map((name) => `/api/${name}`);
const AUTH = ['sign-in', 'refresh', 'sign-out', 'code', 'redeem', 'forgot'].map((name) => `/auth/${name}`);
const READ = ['/health', '/ready', '/metrics', '/stats'];
const STRANGE = [
  '/',
  '//',
  '/nowhere',
  '/api/',
  '/api/__proto__',
  '/api/constructor',
  '/api/toString',
  '/api/audit.list/..',
  '/api/%61udit.list',
  '/%zz',
  '/%00',
  '/..%2f..%2fetc%2fpasswd',
  '/../../etc/passwd',
  '/auth/sign-in/',
  '/auth/sign-in?email=a&email=b&__proto__[x]=1',
  '/AUTH/SIGN-IN',
  `/${'a'.repeat(5_000)}`,
  '/socket.io/?EIO=4&transport=polling&sid=forged',
  '/socket.io/?EIO=3&transport=polling',
  '/socket.io/?EIO=4&transport=__proto__',
  '/socket.io/?EIO=4&transport=websocket',
  '/socket.io/?transport[a]=1&sid[]=2',
  '/socket.io/',
  '/socket.io/socket.io.js',
  '/socket.io/..%2f..',
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/octet-stream',
  '__proto__',
  ';',
];
const METHODS = [
  'POST',
  'POST',
  'POST',
  'POST',
  'GET',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PROPFIND',
];

/** Any request to any path, with any body, as nobody, as somebody forged, as staff or as an admin. */
export function httpAttacks(scene: Scene): fc.Arbitrary<Attack> {
  const values = hostileValues(scene.known);
  return fc
    .record({
      method: fc.constantFrom(...METHODS),
      path: fc.oneof(fc.constantFrom(...API), fc.constantFrom(...AUTH), fc.constantFrom(...READ, ...STRANGE)),
      bearer: bearers(scene),
      headers: strangeHeaders(),
      body: bodies(values),
    })
    .map(httpAttack);
}

/** Requests to the paths of sign-in and of the app's questions that are right but for a few places. */
export function nearlyRightHttp(scene: Scene): fc.Arbitrary<Attack> {
  const values = hostileValues(scene.known);
  const right = rightBodies(scene.known);
  return fc
    .record({
      method: fc.constant('POST'),
      path: fc.oneof(fc.constantFrom(...API), fc.constantFrom(...AUTH)),
      bearer: bearers(scene),
      headers: fc.constant({ 'content-type': 'application/json' }),
      body: fc.oneof(right, nearly(right, values)).map((value) => JSON.stringify(value) ?? ''),
    })
    .map(httpAttack);
}

/** One body with the fields of all requests. The device that it names is nobody's, so that no admin ends one. */
function rightBodies(known: readonly string[]): fc.Arbitrary<unknown> {
  const id = fc.oneof(fc.constantFrom(...known), fc.uuid({ version: 7 }));
  return fc.record(
    {
      email: fc.emailAddress(),
      password: fc.string({ minLength: 1, maxLength: 30 }),
      device: fc.string({ minLength: 1, maxLength: 20 }),
      refreshToken: fc.string({ minLength: 1 }),
      attempt: fc.string({ minLength: 16, maxLength: 100 }),
      code: fc.string({ minLength: 1, maxLength: 30 }),
      name: fc.string({ minLength: 1, maxLength: 30 }),
      id: fc.uuid({ version: 7 }),
      userId: id,
      wipe: fc.boolean(),
      current: fc.string({ minLength: 1 }),
      next: fc.string({ minLength: 1 }),
      role: fc.constantFrom('admin', 'staff'),
      events: fc.constant(['ticket:created']),
      scopes: fc.array(id, { minLength: 1, maxLength: 3 }),
      before: fc.nat(),
      limit: fc.integer({ min: 1, max: 500 }),
      actorId: id,
    },
    { requiredKeys: ['email', 'password', 'device', 'refreshToken', 'code', 'id', 'limit'] },
  );
}

function bodies(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.oneof(
    values.map((value) => JSON.stringify(value) ?? ''),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      '{',
      '{"a":',
      '{"__proto__":{"isAdmin":true}}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
      '['.repeat(20_000) + ']'.repeat(20_000),
      `{"email":"${'x'.repeat(70_000)}"}`,
      `{"email":"a@example.org","email":{"$ne":""}}`,
      '\ufeff{}',
    ),
  );
}

function bearers(scene: Scene): fc.Arbitrary<string | undefined> {
  const [own] = scene.tokens;
  return fc.oneof(
    fc.constant(undefined),
    fc.constant(own),
    fc.constant(scene.adminToken),
    forgedTokens(scene).map((token) => token.replaceAll(/[^\x21-\x7e]/g, '')),
  );
}

function strangeHeaders(): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    {
      'content-type': fc.constantFrom(...TYPES),
      'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
      'x-forwarded-for': fc.constantFrom('127.0.0.1', '::1, ::1', 'x'.repeat(500)),
      'x-forwarded-proto': fc.constantFrom('https', 'http'),
      host: fc.constantFrom('evil.example.org', '', '[::'),
      expect: fc.constantFrom('100-continue'),
      connection: fc.constantFrom('close', 'upgrade'),
      upgrade: fc.constantFrom('h2c', 'foo'),
      'accept-encoding': fc.constantFrom('gzip', '*'),
      range: fc.constant('bytes=0-,0-,0-'),
      cookie: fc.constant('__proto__=1'),
    },
    { requiredKeys: [] },
  );
}

function httpAttack(request: Sent): Attack {
  const { method, path, bearer, headers, body } = request;
  return {
    what: `${method} ${cut(path)} as ${bearer?.slice(0, 20) ?? 'nobody'} ${JSON.stringify(headers)} ${cut(body)}`,
    run: async (attacker) => {
      const answer = await exchange(attacker.scene.url, request);
      if (bearer !== attacker.scene.adminToken) attacker.look(answer.text);
      return judgeHttp(request, answer);
    },
  };
}
