import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import type { RequestParams } from '@holdfast/shared/protocol/requests.ts';
import type { Auditor } from '../audit/auditor.ts';
import { checkChain } from '../audit/check-chain.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import type { HandlersOf } from './handlers.ts';

export interface AuditHandlersOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly auditor: Pick<Auditor, 'idle'>;
}

/** Answers the requests of the subject audit. What was refused just now is in the log before it is read. */
export function auditHandlers({ store, outside, auditor }: AuditHandlersOptions): HandlersOf<'audit'> {
  const check = shared(async () => {
    await auditor.idle();
    const { entries, brokenAt } = await checkChain(store, outside);
    return { entries, brokenAt };
  });
  return {
    'audit.list': async (wish) => {
      await auditor.idle();
      return list(store, wish);
    },
    'audit.check': check,
  };
}

/** One more entry than was asked for is read, to know whether there are more. */
async function list(
  store: Store,
  { before, limit, kind, actorId }: RequestParams<'audit.list'>,
): Promise<{ entries: AuditEntry[]; more: boolean }> {
  const below = before ?? Number.MAX_SAFE_INTEGER;
  const found = await store.read(() =>
    readStore((tx) => tx.auditBefore(below, { kind, actorId }, limit + 1)),
  );
  return { entries: found.slice(0, limit), more: found.length > limit };
}

/** Runs one at a time: whoever asks while it runs gets the answer of that run. A long log takes seconds to walk. */
function shared<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
