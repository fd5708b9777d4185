import { createServer } from 'node:http';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createNodeEnvironment } from '../host/node-environment.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { checkServer } from './check-server.ts';

const { getJson } = createNodeEnvironment(() => {});

/** Something that answers at an address of its own. */
async function answering(body: unknown): Promise<string> {
  const server = createServer((_request, response) => response.end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function holdfast(protocol: [number, number], schema: [number, number]) {
  const [from, to] = protocol;
  const shapes = { from: schema[0], to: schema[1] };
  return { status: 'ok', app: 'holdfast', version: '0.9.1', protocol: { from, to }, schema: shapes };
}

test.each([
  [
    'a server that goes with this app',
    [1, PROTOCOL_VERSION],
    [1, SCHEMA_VERSION],
    { ok: true, version: '0.9.1' },
  ],
  [
    'an older server',
    [1, PROTOCOL_VERSION],
    [1, SCHEMA_VERSION - 1],
    { ok: false, problem: 'too-old', detail: '0.9.1' },
  ],
  ['a newer server', [PROTOCOL_VERSION + 1, 9], [1, 9], { ok: false, problem: 'too-new', detail: '0.9.1' }],
] satisfies [string, [number, number], [number, number], object][])(
  '%s is told by the versions that it serves',
  async (_what, protocol, schema, told) => {
    expect(await checkServer(getJson, await answering(holdfast(protocol, schema)))).toEqual(told);
  },
);

test('something else, nobody, and a line that others can read are told apart', async () => {
  const other = await checkServer(getJson, await answering({ status: 'ok' }));
  expect(other).toEqual({ ok: false, problem: 'not-holdfast' });
  expect(await checkServer(getJson, 'http://127.0.0.1:1')).toEqual({ ok: false, problem: 'unreachable' });
  const plain = await checkServer(getJson, 'http://holdfast.example');
  expect(plain).toMatchObject({
    ok: false,
    problem: 'certificate',
    detail: expect.stringMatching('https://'),
  });
});

test('SECURITY 14: a certificate that nobody known has signed is told, and nothing is sent', async () => {
  const { url, asked } = await selfSigned();
  expect(await checkServer(getJson, url)).toEqual({
    ...{ ok: false, problem: 'certificate' },
    detail: 'is not one that this device trusts',
  });
  expect(asked()).toBe(0);
});
