import type { mutations } from '@holdfast/shared/registry.generated.ts';
import type { z } from 'zod';
import type { Outcome } from '../../engine/api/calls.ts';
import { bridge } from './bridge.ts';

type AnyMutation = (typeof mutations)[number];
export type MutationName = AnyMutation['name'];
export type MutationArgs<Name extends MutationName> = z.output<Extract<AnyMutation, { name: Name }>['args']>;

/** Makes a change. It is on this device's disk when the outcome says so, and its rows show it by themselves. */
export async function mutate<Name extends MutationName>(
  name: Name,
  args: MutationArgs<Name>,
): Promise<Outcome<{ id: string }>> {
  return bridge.call('mutate', { name, args: JSON.parse(JSON.stringify(args)) });
}
