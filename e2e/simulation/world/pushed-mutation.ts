import type { Json } from '@holdfast/shared/json.ts';

/** A mutation as a push brought it to the server. */
export interface PushedMutation {
  readonly name: string;
  readonly args: Json;
  readonly after: readonly string[];
}
