import type { KnownRequest, KnownResponse } from '@holdfast/shared/protocol/known.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { activePerson } from './person.ts';
import type { Sender } from './sender.ts';

/** Which of a person's own mutations have no answer here, after a restore (S19). Those of others read as unknown. */
export function* findUnknown(sender: Sender, { ids }: KnownRequest): ReadWork<KnownResponse> {
  yield* activePerson(sender.userId);
  const unknown: string[] = [];
  for (const id of ids) {
    const result = yield* readStore((tx) => tx.resultById(id));
    if (result?.userId !== sender.userId) unknown.push(id);
  }
  return { unknown };
}
