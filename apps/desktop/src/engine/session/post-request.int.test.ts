import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createNodeEnvironment } from '../host/node-environment.ts';
import { certificateFaultOf } from './certificate-fault.ts';
import { signInWithPassword } from './sign-in-requests.ts';

const { postJson } = createNodeEnvironment(() => {});
const credentials = { email: 'ben@example.org', password: 'correct horse battery', device: 'test' };

/** A server whose certificate nobody has signed but itself. Counts what reaches it. */
async function selfSigned(): Promise<{ url: string; asked: () => number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  let asked = 0;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, answer) => {
    asked += 1;
    answer.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `https://127.0.0.1:${address.port}`, asked: () => asked };
}

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
