import { z } from 'zod';
import { limits } from './limits.ts';

/** `POST /auth/sign-in`. */
export const signInRequestSchema = z.object({
  email: z.email({ error: 'Give the e-mail address as name@example.org.' }).max(254).toLowerCase(),
  password: z.string().min(1).max(1024),
  /** The device's name, shown in the list of devices. */
  device: z.string().min(1).max(limits.nameLength),
});

const refreshToken = z.string().min(1).max(512);

/**
 * `POST /auth/refresh`. A refresh token is good once: used a second time it ends the session, since
 * somebody copied it. Only the same `attempt`, a random text that the device made and kept together with
 * the token, gets the same answer again: that one was lost on the way.
 */
export const refreshRequestSchema = z.object({
  refreshToken,
  attempt: z.string().min(16).max(100).optional(),
});

/** `POST /auth/sign-out`. A device that was asked to remove its data says with it that it did. */
export const signOutRequestSchema = z.object({ refreshToken });

/** A code of an invitation or a reset, in any case, with or without dashes. */
const code = z.string().min(1).max(100);

/** `POST /auth/code`: what a code is for. */
export const codeRequestSchema = z.object({ code });
export const codeResponseSchema = z.object({
  kind: z.enum(['invite', 'reset']),
  email: z.string(),
  name: z.string(),
});

/** `POST /auth/redeem`: takes an invitation, or sets a new password. Answers as a sign-in. */
export const redeemRequestSchema = z.object({
  code,
  password: z.string().min(1).max(1024),
  device: z.string().min(1).max(limits.nameLength),
  /** How an invited person wants to be named; without it as they were invited. */
  name: z.string().trim().min(1).max(limits.nameLength).optional(),
});

/** `POST /auth/forgot`: mails a code, if there is such an account. The answer is always the same. */
export const forgotRequestSchema = z.object({
  email: z.email({ error: 'Give the e-mail address as name@example.org.' }).max(254).toLowerCase(),
});

export const signedInSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() }),
});

export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type RedeemRequest = z.infer<typeof redeemRequestSchema>;
export type CodeResponse = z.infer<typeof codeResponseSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;
