import { z } from 'zod';
import { limits } from './limits.ts';

/** `POST /auth/sign-in`. */
export const signInRequestSchema = z.object({
  email: z.email({ error: 'Give the e-mail address as name@example.org.' }).max(254).toLowerCase(),
  password: z.string().min(1).max(1024),
  /** The device's name, shown in the list of devices. */
  device: z.string().min(1).max(limits.nameLength),
});

/** `POST /auth/refresh` and `POST /auth/sign-out`. */
export const refreshRequestSchema = z.object({ refreshToken: z.string().min(1).max(512) });

export const signedInSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() }),
});

export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;
