import { existsSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { z } from 'zod';
import { keptSessionSchema } from '../../apps/desktop/src/engine/api/host-messages.ts';
import { Engine } from '../../apps/desktop/src/engine/engine.ts';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import { chanceFrom } from './chance.ts';
import type { Said } from './confirmed.ts';
import { FileWriter } from './file-writer.ts';
import { Writer } from './writer.ts';

/**
 * The real engine of one person as a process of its own that may be killed at any moment. It writes
 * without end; told `finish`, it waits until everything has arrived on the server, and ends.
 */

const optionsSchema = z.object({
  folder: z.string(),
  server: z.string(),
  email: z.string(),
  password: z.string(),
  /** Begins the titles of this engine's own tickets. */
  mark: z.string(),
  seed: z.number(),
  /** Otherwise it only brings and fetches what is missing, and ends. */
  writes: z.boolean(),
});
export type EngineProcessOptions = z.infer<typeof optionsSchema>;

const LOOK_AGAIN_MS = 100;
const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? ''));
const sessionFile = path.join(options.folder, 'session.json');
const environment = createNodeEnvironment(() => {});
let finishing = !options.writes;

/** Written at once: what was said before a kill was said. */
function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

const engine = new Engine(environment, { folder: options.folder, device: options.mark }, (message) => {
  if (message.kind !== 'keep') return;
  writeFileSync(`${sessionFile}.new`, JSON.stringify(message.session));
  renameSync(`${sessionFile}.new`, sessionFile);
});

const files = new FileWriter(engine);

async function main(): Promise<void> {
  process.stdin.on('data', () => {
    finishing = true;
  });
  await engine.begin(readKept(), undefined);
  while (!hasArrivedOnce()) {
    await signIn();
    await pause();
  }
  say({ kind: 'ready' });
  await writeUntilFinished();
  while (!isAtRest()) {
    await signInAgain();
    if (!options.writes) await files.fetchAll();
    engine.requireSession().sync.tryNow();
    await pause();
  }
  engine.stop();
  say({ kind: 'done', folder: options.folder });
  process.exit(0);
}

function readKept() {
  return existsSync(sessionFile)
    ? keptSessionSchema.parse(JSON.parse(readFileSync(sessionFile, 'utf8')))
    : undefined;
}

function sessionState() {
  const states: { firstSync: boolean; signInAgain: boolean }[] = [];
  engine.states.watch('session', (state) => {
    if (state.state === 'signed-in') states.push(state);
  })();
  return states.at(-1);
}

function hasArrivedOnce(): boolean {
  return sessionState()?.firstSync === false;
}

/** The server may be down: then it is tried again. */
async function signIn(): Promise<void> {
  if (sessionState() !== undefined) return signInAgain();
  const { server, email, password } = options;
  await engine.signIn({ server, email, password, keepUnprotected: true }).catch(() => {});
}

/** A kill between two tokens costs the session, as it should. */
async function signInAgain(): Promise<void> {
  if (sessionState()?.signInAgain !== true) return;
  const { server, email, password } = options;
  await engine.signIn({ server, email, password, keepUnprotected: true }).catch(() => {});
}

async function writeUntilFinished(): Promise<void> {
  const newId = createIdSource(() => environment.clock.now(), environment.randomBytes);
  const writer = new Writer(engine, options.mark, newId, chanceFrom(options.seed));
  const attaching = attachUntilFinished(writer);
  while (!finishing) {
    const confirmed = writer.write();
    if (confirmed !== undefined) say(confirmed);
    await writer.pause();
    await signInAgain();
  }
  await attaching;
}

/** Files take longer than other changes: they are attached and fetched meanwhile. */
async function attachUntilFinished(writer: Writer): Promise<void> {
  const chance = chanceFrom(options.seed + 1);
  while (!finishing) {
    const confirmed = await files.attach(writer.anyTicket()?.id, chance);
    if (confirmed !== undefined) say(confirmed);
    await files.fetchOne(chance);
    await files.pause(chance);
  }
}

function isAtRest(): boolean {
  const { state, waiting } = engine.requireSession().connection();
  return state === 'live' && waiting === 0 && files.areSent() && (options.writes || files.areHere());
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}

main().catch((error: unknown) => {
  say({ kind: 'failed', problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
});
