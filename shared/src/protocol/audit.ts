import { z } from 'zod';
import type { Json } from '../json.ts';

const jsonSchema: z.ZodType<Json> = z.json();

/** What the audit log tells of. */
export const auditKinds = [
  'sign-in',
  'sign-in-refused',
  'sign-out',
  'connection-refused',
  'change-refused',
  'request-refused',
  /** A field that decides what people may do: a role, a membership, a division. */
  'permission-changed',
  'row-deleted',
  'password-changed',
  'device-ended',
  'invite-made',
  'invite-withdrawn',
  /** A code for a new password. */
  'reset-made',
  'code-used',
  'token-made',
  'token-revoked',
  'exported',
  'imported',
  'backed-up',
  'restored',
] as const;

export const auditEntrySchema = z.object({
  /** Counts from 1, without gaps. */
  seq: z.number().int().positive(),
  at: z.string(),
  kind: z.enum(auditKinds),
  /** Who did it; nothing where nobody was known. The command line is `administrator`. */
  actorId: z.string().nullable(),
  /** Where it came from; nothing for the command line and for changes that came over a connection. */
  address: z.string().nullable(),
  /** The person, row or thing that it was done to, such as `user:<id>`. */
  subject: z.string().nullable(),
  /** More, without secrets and without contents. */
  details: z.record(z.string(), jsonSchema),
  /** SHA-256 over the entry before and this one, in hexadecimal. */
  hash: z.string(),
});

export type AuditKind = (typeof auditKinds)[number];
export type AuditEntry = z.infer<typeof auditEntrySchema>;
