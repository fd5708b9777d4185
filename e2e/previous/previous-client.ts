import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import type { Person } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import * as previous from './engine-protocol-1.mjs';

const { clock, postJson } = createNodeEnvironment(() => {});

const environment: previous.Environment = {
  clock,
  postJson,
  randomBytes: (count) => randomBytes(count),
  transport: previous.socketTransport,
  log: () => {},
};

/** The engine of protocol 1 as one person's app, with its own folder. */
export class PreviousClient {
  readonly session: previous.LiveSession;
  readonly #folder: string;

  private constructor(session: previous.LiveSession, folder: string) {
    this.session = session;
    this.#folder = folder;
  }

  /** Signs in and waits for the first sync. */
  static async signIn(server: string, { email, password }: Person): Promise<PreviousClient> {
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-previous-'));
    const { body } = await postJson(`${server}/auth/sign-in`, { email, password, device: 'previous' });
    const signedIn = signedInSchema.parse(body);
    const pointer = { server, userId: signedIn.user.id, name: signedIn.user.name };
    const tokens = new previous.TokenSource(postJson, server, undefined, () => {});
    tokens.accept(signedIn);
    const account = previous.openAccount(environment, folder, pointer);
    const session = new previous.LiveSession(account, tokens, environment, silent);
    session.sync.start();
    await waitFor('the first sync', () => session.isSynced());
    return new PreviousClient(session, folder);
  }

  remove(): void {
    this.session.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const silent: previous.LiveSessionEvents = {
  announce: () => {},
  connectionChanged: () => {},
  changesChanged: () => {},
  sessionChanged: () => {},
  signInNeeded: () => {},
};
