import type { MessagePortMain } from 'electron';
import { type FromEngine, type ToEngine, toEngineSchema } from './api/host-messages.ts';
import { Engine } from './engine.ts';
import { createNodeEnvironment } from './host/node-environment.ts';
import { type Port, PortServer } from './host/port-server.ts';

/** The engine's process: the main process starts it, gives it a folder and the ports of windows, and stops it. */

const host = process.parentPort;
const tell = (message: FromEngine): void => host.postMessage(message);
const log = (message: string, details: Readonly<Record<string, unknown>> = {}): void => {
  console.log(JSON.stringify({ msg: message, ...details }));
};

/** How long the goodbye to the server may take, in milliseconds. */
const GOODBYE_MS = 1_000;

let engine: Engine | undefined;
/** Windows may come before the engine has started. */
const early: MessagePortMain[] = [];

host.on('message', (event) => {
  receive(event.data, event.ports).catch((error: unknown) => {
    log('the engine failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});

async function receive(data: unknown, ports: readonly MessagePortMain[]): Promise<void> {
  const message = toEngineSchema.parse(data);
  if (message.kind === 'start') await start(message);
  else if (message.kind === 'window') for (const port of ports) serve(port);
  else if (message.kind === 'network') engine?.setNetwork(message.online);
  else if (message.kind === 'attention') engine?.setAttention(message.state);
  else if (message.kind === 'stop') await stop();
  else if (engine !== undefined) tellEngine(engine, message);
}

/** What concerns notices, and how much may go on. */
function tellEngine(at: Engine, message: ToEngine): void {
  if (message.kind === 'language') at.device.setLanguage(message.language);
  if (message.kind === 'native') at.device.setNative(message);
  if (message.kind === 'notice-unshown') at.device.show('toast', message.notice);
  if (message.kind === 'notice-act') at.actOnNotice(message.act);
  if (message.kind === 'rest') at.setResting(message.resting);
  if (message.kind === 'do-not-disturb') at.setDoNotDisturb(message.until);
  if (message.kind === 'file-answer') at.asks.answered(message.id, message.answer);
}

async function start(message: Extract<ToEngine, { kind: 'start' }>): Promise<void> {
  const environment = createNodeEnvironment(log);
  engine = new Engine(environment, message, tell);
  const begun = engine.begin(message.kept, message.signIn);
  for (const port of early.splice(0)) serve(port);
  tell({ kind: 'ready' });
  await begun;
}

function serve(port: MessagePortMain): void {
  if (engine === undefined) early.push(port);
  else new PortServer(engine, port satisfies Port, log);
}

/** A server that cannot be reached is not waited for. */
async function stop(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
  await Promise.race([engine?.stop(), late]);
  tell({ kind: 'stopped' });
}
