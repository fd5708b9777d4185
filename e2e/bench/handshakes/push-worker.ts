import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import { signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { Person } from '../../support/server-process.ts';
import { serveCalls } from '../sync/serve-calls.ts';

const newId = createIdSource(() => Date.now(), randomBytes);
const clientId = newId();

let socket: Socket | undefined;
let epoch = '';
let seq = 0;

async function signIn(server: string, { email, password }: Person): Promise<string> {
  const response = await fetch(`${server}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, device: 'bench' }),
  });
  return signedInSchema.parse(await response.json()).accessToken;
}

function newTicket() {
  const empty = { assigneeId: null, projectId: null, divisionId: null, due: null };
  return { id: newId(), title: 'Pushed', description: 'x'.repeat(400), priority: 'normal', ...empty };
}

/** Milliseconds from the sending of one change to its answer. */
async function push(line: Socket): Promise<number> {
  seq += 1;
  const at = new Date().toISOString();
  const mutation = { id: newId(), seq, name: 'ticket.create', args: newTicket(), at };
  const began = performance.now();
  const answer: Acknowledgement<object> = await line.emitWithAck('sync:push', {
    ...{ epoch, acked: seq - 1 },
    mutations: [mutation],
  });
  const took = performance.now() - began;
  if (!answer.ok) throw new Error(`A push was refused: ${answer.error.code} ${answer.error.message}`);
  return took;
}

/** A good client, which pushes one change after the other at a steady rate. */
const calls = {
  async connect(server: string, person: Person): Promise<void> {
    const token = await signIn(server, person);
    const auth = { token, clientId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
    const line = io(server, { auth, transports: ['websocket'], reconnection: false });
    await new Promise((resolve, reject) => {
      line.once('connect', () => resolve(undefined));
      line.once('connect_error', reject);
    });
    const answer = await line.emitWithAck('sync:pull', { acked: 0, cursors: {}, limit: 1 });
    epoch = z.object({ page: z.object({ epoch: z.string() }) }).parse(answer).page.epoch;
    socket = line;
  },

  /** How long each of so many pushes took. */
  async pushAtRate(count: number, perSecond: number): Promise<number[]> {
    if (socket === undefined) throw new Error('It is not connected.');
    const took: number[] = [];
    const start = performance.now();
    for (let place = 0; place < count; place += 1) {
      const wait = start + (place * 1_000) / perSecond - performance.now();
      if (wait > 0) await setTimeout(wait);
      took.push(await push(socket));
    }
    return took;
  },
};

export type PushCalls = typeof calls;

serveCalls(calls);
