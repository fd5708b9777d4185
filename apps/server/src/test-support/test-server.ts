import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Role } from '@holdfast/shared/model/user.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { type SignedIn, signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { addUser } from '../cli/users.ts';
import { type Config, loadConfig } from '../config.ts';
import type { StartOptions } from '../server-base.ts';
import { startServer } from '../start-server.ts';
import { tempFolder } from './temp-folder.ts';

export const PASSWORD = 'correct horse battery staple';

/** New ids for tests. */
export const newId = createIdSource(Date.now, (count) => randomBytes(count));

export interface TestServer {
  readonly url: string;
  readonly config: Config;
  /** Adds a person and signs them in. Without a name, the role is the name. */
  person(role: Role, name?: string): Promise<SignedIn>;
  stop(): Promise<void>;
  prune(): Promise<void>;
}

/** A real server on a free port and an empty folder, stopped after the test. */
export async function testServer(
  settings: Readonly<Record<string, string>> = {},
  options: StartOptions = {},
): Promise<TestServer> {
  const config = loadConfig({ HOLDFAST_PORT: '0', HOLDFAST_DATA: tempFolder(), ...settings });
  const server = await startServer(config, { log: pino({ level: 'silent' }), ...options });
  onTestFinished(() => server.stop());
  return {
    url: server.url,
    config,
    stop: () => server.stop(),
    prune: () => server.prune(),
    async person(role, name = role) {
      await addPerson(config, role, name);
      return signIn(server.url, emailOf(name));
    },
  };
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
}

export function addPerson(config: Config, role: Role, name: string): Promise<{ id: string }> {
  return withData(config, (data) => addUser(data, { email: emailOf(name), name, role, password: PASSWORD }));
}

/** An answer of the sign-in routes: tokens when it went well, an error otherwise. */
export type PostedBody = SignedIn & { readonly error?: WireError };

/** Posts JSON and gives the status and the answer. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: PostedBody }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as PostedBody };
}

export async function signIn(url: string, email: string): Promise<SignedIn> {
  const { status, body } = await post(`${url}/auth/sign-in`, { email, password: PASSWORD, device: 'test' });
  if (status !== 200) throw new Error(`Sign-in failed: ${JSON.stringify(body)}`);
  return signedInSchema.parse(body);
}
