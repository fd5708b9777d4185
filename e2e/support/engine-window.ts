import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { CallName, CallParams, CallResults } from '../../apps/desktop/src/engine/api/calls.ts';
import type { ReplyFrame } from '../../apps/desktop/src/engine/api/frames.ts';
import type { TopicName, TopicParams, TopicStates } from '../../apps/desktop/src/engine/api/topics.ts';
import type { Engine } from '../../apps/desktop/src/engine/engine.ts';
import { type Port, PortServer } from '../../apps/desktop/src/engine/host/port-server.ts';

type Answer = Extract<ReplyFrame, { kind: 'answer' }>;

/** A window's end of the engine's port, without a window: makes calls and watches topics as pages do. */
export class EngineWindow {
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private readonly watches = new Map<number, (state: unknown) => void>();
  private receive: (event: { data: unknown }) => void = () => {};
  private end: () => void = () => {};
  private asked = 0;

  constructor(engine: Engine) {
    // Only faults are told.
    new PortServer(engine, this.port(), (message, details) => console.error(message, details ?? ''));
  }

  /** Rejects with the HoldfastError that the engine answers with. */
  async call<Name extends CallName>(name: Name, params: CallParams<Name>): Promise<CallResults[Name]> {
    this.asked += 1;
    const id = this.asked;
    const answered = new Promise<Answer>((resolve) => this.answers.set(id, resolve));
    this.receive({ data: { kind: 'call', id, name, params } });
    const { outcome } = await answered;
    this.answers.delete(id);
    if (!outcome.ok) {
      const { code, message, ...details } = outcome.error;
      throw new HoldfastError(code, message, details);
    }
    // The engine's calls and these names are one type.
    return outcome.value as CallResults[Name];
  }

  /** Gives what stops it. */
  watch<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    told: (state: TopicStates[Name]) => void,
  ): () => void {
    this.asked += 1;
    const id = this.asked;
    this.watches.set(id, (state) => told(state as TopicStates[Name]));
    this.receive({ data: { kind: 'watch', id, topic, params } });
    return () => {
      this.watches.delete(id);
      this.receive({ data: { kind: 'unwatch', id } });
    };
  }

  /** Nothing is told any more. */
  close(): void {
    this.end();
    this.watches.clear();
  }

  private port(): Port {
    return {
      postMessage: (frame) => this.hear(frame),
      on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => {
        if (event === 'message') this.receive = listener;
        else this.end = () => listener({ data: undefined });
      },
      start: () => {},
    };
  }

  private hear(frame: ReplyFrame): void {
    if (frame.kind === 'answer') this.answers.get(frame.id)?.(frame);
    else for (const { id, state } of frame.updates) this.watches.get(id)?.(state);
  }
}
