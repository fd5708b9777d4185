import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { selfSigned } from '../test-support/self-signed.ts';

const run = promisify(execFile);
const module = new URL('./node-environment.ts', import.meta.url).href;

/** Asks a server from a process of its own, since certificates are read once in each. Gives the status, or why there was none. */
async function ask(url: string, systemFile: string): Promise<string> {
  const script = `
    const { createNodeEnvironment } = await import(${JSON.stringify(module)});
    const { postJson } = createNodeEnvironment(() => {});
    const say = (error) => error.cause?.code ?? String(error);
    console.log(await postJson(${JSON.stringify(url)}, {}).then(({ status }) => status, say));`;
  const args = ['--input-type=module', '--eval', script];
  const env = { PATH: process.env.PATH, SSL_CERT_FILE: systemFile, SSL_CERT_DIR: '' };
  return (await run(process.execPath, args, { env })).stdout.trim();
}

test('security item 14: a server whose certificate the system trusts is spoken to, and no other', async () => {
  const [known, unknown] = [await selfSigned(), await selfSigned()];
  expect(await ask(known.url, known.certFile)).toBe('200');
  expect(await ask(unknown.url, known.certFile)).toMatch(/SELF_SIGNED_CERT|UNABLE_TO_VERIFY/);
});
