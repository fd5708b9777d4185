import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';

const changeSchema = z.object({ id: z.string().max(100) });

/** Each call's parameters. What arrives over the port is checked with these. */
export const callSchemas = {
  signIn: z.object({
    server: z.url({ error: 'Give the server address as https://… or http://….' }),
    email: z.string().max(254),
    password: z.string().max(1024),
    /** Keep the session on a device that has no key store of its own. */
    keepUnprotected: z.boolean(),
  }),
  /** Removes this account from the device. Refused while changes wait or were not accepted, unless `discardWaiting`. */
  signOut: z.object({ discardWaiting: z.boolean() }),
  mutate: z.object({ name: z.string().max(100), args: z.json() }),
  tryNow: z.object({}),
  retryChange: changeSchema,
  discardChange: changeSchema,
} as const;

export type CallName = keyof typeof callSchemas;
export type CallParams<Name extends CallName> = z.input<(typeof callSchemas)[Name]>;

export interface CallResults {
  signIn: { userId: string };
  signOut: Record<string, never>;
  /** `id` of the mutation. It is durable on this device when the answer arrives. */
  mutate: { id: string };
  tryNow: Record<string, never>;
  retryChange: { id: string };
  discardChange: Record<string, never>;
}

export type Outcome<Result> = { ok: true; value: Result } | { ok: false; error: WireError };
