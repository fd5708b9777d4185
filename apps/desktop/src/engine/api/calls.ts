import type { Said } from '@holdfast/shared/entity/said.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { typingRequestSchema } from '@holdfast/shared/protocol/presence.ts';
import type { CodeResponse } from '@holdfast/shared/protocol/sign-in.ts';
import { z } from 'zod';
import { type FileCallResults, fileCallSchemas } from './files.ts';
import { lookingSchema, noticeActSchema, type TestedNotice } from './notices.ts';

/** So many changes are made at once at most. */
export const MOST_AT_ONCE = 5_000;

const changeSchema = z.object({ id: z.string().max(100) });

const mutationSchema = z.object({ name: z.string().max(100), args: z.json() });

const serverSchema = z.url({ error: 'Give the server address as https://… or http://….' });

/** Each call's parameters. What arrives over the port is checked with these. */
export const callSchemas = {
  signIn: z.object({
    server: serverSchema,
    email: z.string().max(254),
    password: z.string().max(1024),
    /** Keep the session on a device that has no key store of its own. */
    keepUnprotected: z.boolean(),
  }),
  /** Removes this account from the device. Refused while changes or files wait or were not accepted, unless `discardWaiting`. */
  signOut: z.object({ discardWaiting: z.boolean() }),
  mutate: mutationSchema,
  /** Makes all of these changes or none, in one transaction and as one step of undo. Throws why the first that cannot be made cannot. */
  mutateAll: z.object({ changes: z.array(mutationSchema).min(1).max(MOST_AT_ONCE) }),
  /** What a code of an invitation or a reset is for. */
  lookAtCode: z.object({ server: serverSchema, code: z.string().max(100) }),
  /** Takes an invitation or sets a new password, and signs in. */
  redeemCode: z.object({
    server: serverSchema,
    code: z.string().max(100),
    password: z.string().max(1024),
    name: z.string().max(200).optional(),
    keepUnprotected: z.boolean(),
  }),
  /** Asks the server to mail a code for a new password. Says the same whether there is such an account. */
  forgotPassword: z.object({ server: serverSchema, email: z.string().max(254) }),
  /**
   * Asks the server something that is not kept on this device (shared/src/protocol/requests.ts). Needs the
   * network: CONNECTION_ERROR without it.
   */
  ask: z.object({ name: z.string().max(100), params: z.json() }),
  /** One writes in a room: an answer or message, or in a field. Said at each key; what others are told is thinned out. */
  typing: typingRequestSchema,
  /** One has stopped: sent, left or emptied it. */
  typingStopped: typingRequestSchema,
  /** One has seen all up to this message, which the server has numbered. Kept and sent at most every 2 s. */
  read: z.object({ threadId: z.string().max(100), messageId: z.string().max(100) }),
  /** What this window has in front of one's eyes: no news of it is shown, and what there was is seen. */
  looking: lookingSchema,
  /** Something was done about a notice in the window. */
  noticeAct: noticeActSchema,
  /** Shows a notice as a real one would be right now. */
  testNotice: z.object({}),
  /** Whether a server can be reached, and what it is. Also before anybody is signed in. */
  checkServer: z.object({ server: serverSchema }),
  tryNow: z.object({}),
  /** Makes a change that was not accepted again, and in their order those that depended on it and were refused with it (S5). */
  retryChange: changeSchema,
  /** Throws it away, and those that depended on it. */
  discardChange: changeSchema,
  /** Settles a text that could not be merged: saves this text over the server's, and forgets the change that was not accepted (S29). */
  resolveText: z.object({ id: z.string().max(100), field: z.string().max(100), text: z.string() }),
  /** Undoes the person's last change of this session, or makes again the one undone last (S30). */
  undo: z.object({}),
  redo: z.object({}),
  /** What helps to find a fault: versions, counts, cursors, errors; no contents, no tokens. */
  diagnostics: z.object({}),
  ...fileCallSchemas,
} as const;

export type CallName = keyof typeof callSchemas;
export type CallParams<Name extends CallName> = z.input<(typeof callSchemas)[Name]>;

/**
 * What stands at an address. `problem`: `unreachable`, nobody answers; `certificate`, it does not prove who it
 * is; `not-holdfast`, something else answers; `too-old` and `too-new`, its version does not go with this app's.
 */
export type CheckedServer =
  | { readonly ok: true; readonly version: string }
  | {
      readonly ok: false;
      readonly problem: 'unreachable' | 'certificate' | 'not-holdfast' | 'too-old' | 'too-new';
      readonly detail?: string;
    };

export interface CallResults extends FileCallResults {
  signIn: { userId: string };
  signOut: Record<string, never>;
  /** `id` of the mutation. It is durable on this device when the answer arrives. */
  mutate: { id: string };
  /** `ids` of the mutations, in their order. They are durable on this device when the answer arrives. */
  mutateAll: { ids: string[] };
  lookAtCode: CodeResponse;
  redeemCode: { userId: string };
  forgotPassword: Record<string, never>;
  /** What the request's response schema says; already checked by it. */
  ask: unknown;
  typing: Record<string, never>;
  typingStopped: Record<string, never>;
  read: Record<string, never>;
  looking: Record<string, never>;
  noticeAct: Record<string, never>;
  testNotice: TestedNotice;
  checkServer: CheckedServer;
  tryNow: Record<string, never>;
  /** `id` of the first of the new mutations. */
  retryChange: { id: string };
  discardChange: Record<string, never>;
  resolveText: { id: string };
  /** What was undone; nothing where there was nothing to undo. */
  undo: { what: Said | null };
  redo: { what: Said | null };
  /** Readable JSON text, to save or copy. */
  diagnostics: { text: string };
}

export type Outcome<Result> = { ok: true; value: Result } | { ok: false; error: WireError };
