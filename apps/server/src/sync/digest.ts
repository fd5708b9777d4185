import type { DigestRequest, DigestResponse } from '@holdfast/shared/protocol/digest.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { activePerson } from './person.ts';
import type { Sender } from './sender.ts';

/** Compares what a client holds of a scope with what is in it here; answered only at the head (S31). */
export function* compareDigest(sender: Sender, request: DigestRequest): ReadWork<DigestResponse> {
  const { scopes } = yield* activePerson(sender.userId);
  const { head, digest } = yield* readStore((tx) => tx.scopeState(request.scope));
  const atHead = scopes.has(request.scope) && head === request.cursor;
  return { atHead, same: atHead && digest === request.hash };
}
