import type { Json } from '../json.ts';

/** A change to make, as `mutate` takes it. */
export interface ImportChange {
  readonly name: string;
  readonly args: { readonly [field: string]: Json };
}
