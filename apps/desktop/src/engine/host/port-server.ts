import { HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import { type CallName, type CallResults, callSchemas } from '../api/calls.ts';
import type { fileCallSchemas } from '../api/files.ts';
import { type ReplyFrame, type RequestFrame, requestFrameSchema } from '../api/frames.ts';
import { editingParamsSchema, roomParamsSchema } from '../api/presence.ts';
import { rowQuerySchema } from '../api/query.ts';
import { topicSchemas } from '../api/topics.ts';
import { totalsQuerySchema } from '../api/totals.ts';
import type { Engine } from '../engine.ts';
import type { Onlooker } from '../notices/onlookers.ts';
import { DiskFault, toDiskFault } from '../store/disk-fault.ts';
import { cancelHandovers, fileCallsOf, followFiles } from './file-calls.ts';

/** One end of a channel to a window. */
export interface Port {
  postMessage(message: ReplyFrame): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

type Calls = { [Name in CallName]: (params: unknown) => Promise<CallResults[Name]> | CallResults[Name] };

/** Serves one window over its port: answers calls, follows topics, forgets all of it when the port closes. */
export class PortServer {
  private readonly watches = new Map<number, () => void>();
  private readonly calls: Calls;
  private readonly window: Onlooker;
  private readonly queued: { id: number; state: unknown }[] = [];
  /** Files that this window is handing over. */
  private readonly handovers = new Set<string>();

  private readonly engine: Engine;
  private readonly port: Port;
  private readonly log: (message: string, details?: Readonly<Record<string, unknown>>) => void;

  constructor(
    engine: Engine,
    port: Port,
    log: (message: string, details?: Readonly<Record<string, unknown>>) => void,
  ) {
    this.engine = engine;
    this.port = port;
    this.log = log;
    this.window = engine.device.onlookers.open();
    this.calls = { ...callsOf(engine, this.window), ...fileCallsOf(engine, parse, this.handovers) };
    port.on('message', (event) => this.receive(event.data));
    port.on('close', () => this.close());
    port.start();
  }

  private receive(data: unknown): void {
    const parsed = requestFrameSchema.safeParse(data);
    if (!parsed.success) {
      this.log('a malformed frame was dropped');
      return;
    }
    const frame = parsed.data as RequestFrame;
    if (frame.kind === 'call') void this.answer(frame.id, frame.name, frame.params);
    else if (frame.kind === 'watch') this.watch(frame.id, frame.topic, frame.params);
    else this.unwatch(frame.id);
  }

  private async answer(id: number, name: string, params: unknown): Promise<void> {
    try {
      if (!Object.hasOwn(this.calls, name))
        throw new HoldfastError('INVALID_MESSAGE', `There is no call ${name}.`);
      const value = await this.calls[name as CallName](params);
      this.port.postMessage({ kind: 'answer', id, outcome: { ok: true, value } });
    } catch (error) {
      this.port.postMessage({ kind: 'answer', id, outcome: { ok: false, error: this.toError(error) } });
    }
  }

  private watch(id: number, topic: string, params: unknown): void {
    const send = (state: unknown) => this.queue(id, state);
    try {
      this.unwatch(id);
      this.watches.set(id, this.follow(topic, params, send));
    } catch (error) {
      this.log('a watch was refused', { topic, reason: this.toError(error).message });
    }
  }

  private follow(topic: string, params: unknown, send: (state: unknown) => void): () => void {
    if (topic === 'rows') return this.engine.watchRows(rowQuerySchema.parse(params), send);
    if (topic === 'totals') return this.engine.watchTotals(totalsQuerySchema.parse(params), send);
    if (topic === 'room') {
      const { room, viewing } = roomParamsSchema.parse(params);
      return this.engine.watchRoom(room, viewing, send);
    }
    if (topic === 'editing') {
      const { room, field } = editingParamsSchema.parse(params);
      return this.engine.edit(room, field);
    }
    if (topic === 'toast') {
      topicSchemas.toast.parse(params);
      return this.window.watchToasts(send);
    }
    const files = followFiles(this.engine, topic, params, send);
    if (files !== undefined) return files;
    if (isStateTopic(topic)) {
      topicSchemas[topic].parse(params);
      return this.engine.states.watch(topic, send);
    }
    throw new HoldfastError('INVALID_MESSAGE', `There is no topic ${topic}.`);
  }

  private unwatch(id: number): void {
    this.watches.get(id)?.();
    this.watches.delete(id);
  }

  /** Updates of one turn leave together, after the live queries that the same change woke. */
  private queue(id: number, state: unknown): void {
    this.queued.push({ id, state });
    if (this.queued.length > 1) return;
    setImmediate(() => this.port.postMessage({ kind: 'updates', updates: this.queued.splice(0) }));
  }

  private close(): void {
    for (const stop of this.watches.values()) stop();
    this.watches.clear();
    this.engine.device.onlookers.close(this.window);
    cancelHandovers(this.engine, this.handovers, this.log);
  }

  /** Faults are logged here with their cause; the window gets plain words. */
  private toError(error: unknown) {
    if (error instanceof HoldfastError) return error.toWire();
    this.log('a call failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const fault = toDiskFault(error, 'of this account');
    if (fault instanceof DiskFault) return { code: 'UNKNOWN_ERROR' as const, message: fault.message };
    return toWireError(error);
  }
}

const stateTopics = ['session', 'connection', 'changes', 'history', 'presence', 'unread', 'inbox'] as const;

function isStateTopic(topic: string): topic is (typeof stateTopics)[number] {
  return stateTopics.some((known) => known === topic);
}

function callsOf(engine: Engine, window: Onlooker): Omit<Calls, keyof typeof fileCallSchemas> {
  return {
    signIn: (params) => engine.signIn(parse('signIn', params)),
    signOut: async (params) => {
      await engine.signOut(parse('signOut', params).discardWaiting);
      return {};
    },
    mutate: (params) => {
      const { name, args } = parse('mutate', params);
      return engine.requireSession().mutate(name, args);
    },
    mutateAll: (params) => engine.requireSession().mutateAll(parse('mutateAll', params).changes),
    diagnostics: () => ({ text: engine.diagnostics() }),
    lookAtCode: (params) => engine.lookAtCode(parse('lookAtCode', params)),
    redeemCode: (params) => engine.redeemCode(parse('redeemCode', params)),
    forgotPassword: async (params) => {
      await engine.forgotPassword(parse('forgotPassword', params));
      return {};
    },
    ask: (params) => engine.ask(parse('ask', params)),
    typing: (params) => {
      engine.requireSession().presence.typing(parse('typing', params));
      return {};
    },
    typingStopped: (params) => {
      engine.requireSession().presence.typingStopped(parse('typingStopped', params));
      return {};
    },
    read: (params) => {
      const { threadId, messageId } = parse('read', params);
      engine.requireSession().read(threadId, messageId);
      return {};
    },
    looking: (params) => {
      engine.device.onlookers.look(window, parse('looking', params));
      return {};
    },
    noticeAct: (params) => {
      engine.requireSession().notices.act(parse('noticeAct', params));
      return {};
    },
    testNotice: (params) => {
      parse('testNotice', params);
      return engine.requireSession().notices.test();
    },
    checkServer: (params) => engine.checkServer(parse('checkServer', params).server),
    tryNow: () => {
      engine.requireSession().sync.tryNow();
      return {};
    },
    retryChange: (params) => engine.requireSession().retry(parse('retryChange', params).id),
    discardChange: (params) => {
      engine.requireSession().discard(parse('discardChange', params).id);
      return {};
    },
    resolveText: (params) => {
      const { id, field, text } = parse('resolveText', params);
      return engine.requireSession().resolveText(id, field, text);
    },
    undo: (params) => {
      parse('undo', params);
      return engine.requireSession().undo();
    },
    redo: (params) => {
      parse('redo', params);
      return engine.requireSession().redo();
    },
  };
}

function parse<Name extends CallName>(
  name: Name,
  params: unknown,
): ReturnType<(typeof callSchemas)[Name]['parse']>;
function parse(name: CallName, params: unknown): unknown {
  const parsed = callSchemas[name].safeParse(params);
  if (parsed.success) return parsed.data;
  throw new HoldfastError('INVALID_MESSAGE', parsed.error.issues[0]?.message ?? 'This call is malformed.');
}
