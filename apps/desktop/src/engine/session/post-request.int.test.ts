import { expect, test } from 'vitest';
import { createNodeEnvironment } from '../host/node-environment.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { certificateFaultOf } from './certificate-fault.ts';
import { signInWithPassword } from './sign-in-requests.ts';

const { postJson } = createNodeEnvironment(() => {});
const credentials = { email: 'ben@example.org', password: 'correct horse battery', device: 'test' };

test('security item 14: a password is not sent to a server whose certificate is not trusted, and it is said why', async () => {
  const server = await selfSigned();
  await expect(signInWithPassword(postJson, server.url, credentials)).rejects.toMatchObject({
    code: 'CONNECTION_ERROR',
    message: expect.stringContaining('not one that this device trusts, so nothing was sent'),
  });
  expect(server.asked()).toBe(0);
});

test.each([
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_REVOKED', 'is not one that this device trusts'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not one that this device trusts'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another address'],
  ['ECONNREFUSED', undefined],
])('%s is told as: the certificate %s', (code, words) => {
  const cause = Object.assign(new Error('from TLS'), { code });
  expect(certificateFaultOf(new TypeError('fetch failed', { cause }))).toBe(words);
});
