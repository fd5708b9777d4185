import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { Connection, ConnectionEvents, Transport } from '../sync/transport.ts';
import { pageOf } from './memory-account.ts';

/** One try to connect, as a test sees it: it lets the line open, fail or end. */
export interface Try {
  readonly handshake: Handshake;
  readonly events: ConnectionEvents;
  readonly pushed: PushRequest[];
  closedByClient: boolean;
}

/** A network that the test owns: it records the tries and answers pushes and pulls as told. */
export class ScriptTransport {
  readonly tries: Try[] = [];
  /** What a pull is answered with. */
  page: PullResponse = pageOf('everyone', 1, []);
  /** Answers a push, or throws. By default everything is accepted. */
  answerPush: (request: PushRequest) => PushResponse = acceptAll;

  readonly connect: Transport = (_server, handshake, events) => {
    const entry: Try = { handshake, events, pushed: [], closedByClient: false };
    this.tries.push(entry);
    return {
      push: async (request) => {
        entry.pushed.push(request);
        return this.answerPush(request);
      },
      pull: async () => this.page,
      ping: async () => ({ at: 0, results: [] }),
      digest: async () => ({ atHead: false, same: false }),
      known: async () => ({ unknown: [] }),
      close: () => {
        entry.closedByClient = true;
      },
    } satisfies Connection;
  };

  get last(): Try {
    const entry = this.tries.at(-1);
    if (entry === undefined) throw new Error('Nobody tried to connect.');
    return entry;
  }

  fail(
    code: ConstructorParameters<typeof HoldfastError>[0],
    details: ConstructorParameters<typeof HoldfastError>[2] = {},
  ): void {
    this.last.events.closed(new HoldfastError(code, `The server said ${code}.`, details));
  }
}

function acceptAll(request: PushRequest): PushResponse {
  const results = request.mutations.map(({ seq, id }) => ({ seq, id, ok: true, version: seq + 1 }));
  return { epoch: 'e1', lastSeq: request.mutations.at(-1)?.seq ?? 0, results };
}
