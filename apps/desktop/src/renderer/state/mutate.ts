import type { mutations } from '@holdfast/shared/registry.generated.ts';
import type { z } from 'zod';
import type { Outcome } from '../../engine/api/calls.ts';
import { bridge } from './bridge.ts';

type AnyMutation = (typeof mutations)[number];
export type MutationName = AnyMutation['name'];
export type MutationArgs<Name extends MutationName> = z.output<Extract<AnyMutation, { name: Name }>['args']>;

/** A change to make, of whatever kind. */
export type NewChange = {
  [Name in MutationName]: { readonly name: Name; readonly args: MutationArgs<Name> };
}[MutationName];

/**
 * Makes all of these changes or none, at most 5,000: they are on this device's disk when the outcome says
 * so, and are undone in one step. Where one cannot be made, the outcome says why the first of them cannot.
 */
export async function mutateAll(changes: readonly NewChange[]): Promise<Outcome<{ ids: string[] }>> {
  return bridge.call('mutateAll', { changes: JSON.parse(JSON.stringify(changes)) });
}

/** Makes a change. It is on this device's disk when the outcome says so, and its rows show it by themselves. */
export async function mutate<Name extends MutationName>(
  name: Name,
  args: MutationArgs<Name>,
): Promise<Outcome<{ id: string }>> {
  return bridge.call('mutate', { name, args: JSON.parse(JSON.stringify(args)) });
}
