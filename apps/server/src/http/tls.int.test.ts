import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, PASSWORD, testServer } from '../test-support/test-server.ts';

/** A key and a certificate for this machine that nobody else trusts. */
function certificateOf(folder: string) {
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert];
  execFileSync('openssl', [...args, ...subject], { stdio: 'ignore' });
  return { key, cert };
}

function postSecurely(
  url: string,
  body: unknown,
  ca: Buffer,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', ca, headers: { 'content-type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, body: text }));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

test('with a certificate the server speaks TLS itself: HTTP and sockets', async () => {
  const { key, cert } = certificateOf(tempFolder());
  const server = await testServer({ HOLDFAST_TLS_KEY: key, HOLDFAST_TLS_CERT: cert });
  expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  await addPerson(server.config, 'agent', 'agent');
  const ca = readFileSync(cert);
  const signIn = { email: emailOf('agent'), password: PASSWORD, device: 'test' };
  await expect(postSecurely(`${server.url}/auth/sign-in`, signIn, Buffer.from(''))).rejects.toThrow(
    /certificate/,
  );
  const answer = await postSecurely(`${server.url}/auth/sign-in`, signIn, ca);
  expect(answer.status).toBe(200);
  const { accessToken } = JSON.parse(answer.body);
  const client = await readyClient({ url: server.url, token: accessToken, socket: { ca: ca.toString() } });
  expect((await client.change('ticket.create', newTicket())).result.ok).toBe(true);
  await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow();
});

test('a certificate that cannot be read is named at the start', async () => {
  const missing = path.join(tempFolder(), 'missing.pem');
  const started = testServer({ HOLDFAST_TLS_KEY: missing, HOLDFAST_TLS_CERT: missing });
  await expect(started).rejects.toThrow(`The file of HOLDFAST_TLS_CERT cannot be read: ${missing}`);
});
