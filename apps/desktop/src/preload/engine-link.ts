import type { CallName, CallParams, CallResults, Outcome } from '../engine/api/calls.ts';
import type { ReplyFrame, RequestFrame } from '../engine/api/frames.ts';
import type { TopicName, TopicParams, TopicStates } from '../engine/api/topics.ts';

/** A port to the engine. */
export interface EnginePort {
  postMessage(frame: RequestFrame): void;
  listen(listener: (frame: ReplyFrame) => void): void;
  close(): void;
}

interface PendingCall {
  readonly frame: RequestFrame;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

interface Watch {
  readonly frame: RequestFrame;
  readonly listener: (state: unknown) => void;
}

const interrupted: Outcome<never> = {
  ok: false,
  error: {
    code: 'UNKNOWN_ERROR',
    reason: 'engine-restarted',
    message: 'Holdfast had to reopen its data. Look whether your change is there before you repeat it.',
  },
};

/**
 * The page's side of the line to the engine. It outlives ports: without one, calls wait; with a new
 * one, watches are asked again. A call that was under way when the engine ended may have been done,
 * so it is not repeated but answered with what to do.
 */
export class EngineLink {
  #port: EnginePort | undefined;
  #lastId = 0;
  /** Asked before there was a port. */
  #waiting: PendingCall[] = [];
  readonly #underWay = new Map<number, PendingCall>();
  readonly #watches = new Map<number, Watch>();

  get isAttached(): boolean {
    return this.#port !== undefined;
  }

  attach(port: EnginePort): void {
    this.#port?.close();
    this.#port = port;
    port.listen((frame) => this.#receive(frame));
    for (const call of this.#underWay.values()) call.settle(interrupted);
    this.#underWay.clear();
    for (const { frame } of this.#watches.values()) port.postMessage(frame);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const call of waiting) this.#send(call);
  }

  call<Name extends CallName>(name: Name, params: CallParams<Name>): Promise<Outcome<CallResults[Name]>> {
    const frame: RequestFrame = { kind: 'call', id: this.#nextId(), name, params };
    return new Promise((resolve) => {
      // A frame does not say which call it answers; its id does, so the type follows from the name.
      const settle = (outcome: Outcome<unknown>) => resolve(outcome as Outcome<CallResults[Name]>);
      this.#send({ frame, settle });
    });
  }

  watch<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    listener: (state: TopicStates[Name]) => void,
  ): () => void {
    const id = this.#nextId();
    const frame: RequestFrame = { kind: 'watch', id, topic, params };
    // As with answers: the id of an update says which topic it is of.
    this.#watches.set(id, { frame, listener: (state) => listener(state as TopicStates[Name]) });
    this.#port?.postMessage(frame);
    return () => {
      if (this.#watches.delete(id)) this.#port?.postMessage({ kind: 'unwatch', id });
    };
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send(call: PendingCall): void {
    if (this.#port === undefined) {
      this.#waiting.push(call);
      return;
    }
    this.#underWay.set(call.frame.id, call);
    this.#port.postMessage(call.frame);
  }

  #receive(frame: ReplyFrame): void {
    if (frame.kind === 'updates') {
      for (const { id, state } of frame.updates) this.#watches.get(id)?.listener(state);
      return;
    }
    this.#underWay.get(frame.id)?.settle(frame.outcome);
    this.#underWay.delete(frame.id);
  }
}
