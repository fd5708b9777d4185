import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Outcome } from '../../engine/api/calls.ts';

/** How far something is that was asked of the server. */
export type Answer<Value> =
  | { readonly state: 'asking' }
  /** There is no network, and nothing was answered before. */
  | { readonly state: 'offline' }
  | { readonly state: 'failed'; readonly error: WireError }
  /** `at`: when it was answered, in milliseconds. `isOld`: it could not be asked again since. */
  | { readonly state: 'ready'; readonly value: Value; readonly at: number; readonly isOld: boolean };

/** What is shown after an outcome: an older answer stays where the newer one did not come. */
export function afterOutcome<Value>(
  before: Answer<Value>,
  outcome: Outcome<Value>,
  nowMs: number,
): Answer<Value> {
  if (outcome.ok) return { state: 'ready', value: outcome.value, at: nowMs, isOld: false };
  if (outcome.error.code === 'CONNECTION_ERROR') return withoutNetwork(before);
  return { state: 'failed', error: outcome.error };
}

/** What is shown while there is no network. */
export function withoutNetwork<Value>(before: Answer<Value>): Answer<Value> {
  return before.state === 'ready' ? { ...before, isOld: true } : { state: 'offline' };
}
