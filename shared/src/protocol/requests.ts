import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { roles } from '../model/user.ts';
import type { Permission } from '../permissions.ts';
import { auditEntrySchema, auditKinds } from './audit.ts';
import { limits } from './limits.ts';
import { outsideEventNames } from './outside-events.ts';
import { statsSchema } from './stats.ts';

/** A device that is or was signed in. */
export const deviceSchema = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  /** When it must sign in again in any case. */
  expiresAt: z.string(),
  /** When it was signed out; nothing while it is signed in. */
  endedAt: z.string().nullable(),
  /** Whether its local data was asked to be removed at its next contact, and whether it said that it did. */
  wipe: z.enum(['no', 'asked', 'done']),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});

export const inviteSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['open', 'used', 'expired', 'withdrawn']),
});

/** A code that is shown once: the server keeps only its hash. */
export const madeCodeSchema = z.object({
  id: z.string(),
  code: z.string(),
  expiresAt: z.string(),
  /** Whether it was also sent by mail. */
  mailed: z.boolean(),
});

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  events: z.array(z.enum(outsideEventNames)),
  /** The scopes whose rows it is told of, such as `desk` or `project:<id>`. */
  scopes: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

/** Something that looked like an attack. */
export const suspicionSchema = z.object({
  at: z.string(),
  kind: z.enum(['refused-events', 'rapid-reconnects', 'forged-id', 'bad-tokens', 'sign-in-guessing']),
  address: z.string(),
  userId: z.string().nullable(),
  count: z.number().int().positive(),
  what: z.string(),
});

const password = z.string().min(1).max(1024);
const nothing = z.object({});
const byId = z.object({ id: z.string().max(100) });

interface RequestShape<Request extends z.ZodType, Response extends z.ZodType> {
  readonly permission: Permission;
  readonly request: Request;
  readonly response: Response;
}

function request<Request extends z.ZodType, Response extends z.ZodType>(
  permission: Permission,
  requestSchema: Request,
  response: Response,
): RequestShape<Request, Response> {
  return { permission, request: requestSchema, response };
}

/**
 * What a signed-in person may ask of the server besides sync: each is `POST /api/<name>` with the
 * access token as bearer, and takes its permission. Nothing of it is kept on the device.
 */
export const requests = {
  'account.devices': request('account.own', nothing, z.object({ devices: z.array(deviceSchema) })),
  'account.end-device': request('account.own', byId, nothing),
  /** Ends all other sessions of the person. */
  'account.password': request('account.own', z.object({ current: password, next: password }), nothing),

  'people.devices': request(
    'device.manage',
    z.object({ userId: idSchema }),
    z.object({ devices: z.array(deviceSchema) }),
  ),
  'people.end-device': request('device.manage', byId.extend({ wipe: z.boolean() }), nothing),
  /** A code with which the person sets a new password. */
  'people.reset': request('user.change', z.object({ userId: idSchema }), madeCodeSchema),

  'invites.list': request('invite.manage', nothing, z.object({ invites: z.array(inviteSchema) })),
  'invites.make': request(
    'invite.manage',
    z.object({
      email: z.email({ error: 'Give the e-mail address as name@example.org.' }).max(254).toLowerCase(),
      name: z.string().trim().min(1, { error: 'Give a name.' }).max(limits.nameLength),
      role: z.enum(roles),
    }),
    madeCodeSchema,
  ),
  'invites.withdraw': request('invite.manage', byId, nothing),

  'tokens.list': request('token.manage', nothing, z.object({ tokens: z.array(apiTokenSchema) })),
  'tokens.make': request(
    'token.manage',
    z.object({
      name: z.string().trim().min(1, { error: 'Give a name.' }).max(limits.nameLength),
      events: z.array(z.enum(outsideEventNames)).min(1, { error: 'Choose at least one event.' }),
      scopes: z.array(z.string().max(100)).min(1, { error: 'Choose what it may see.' }).max(100),
    }),
    z.object({ id: z.string(), token: z.string() }),
  ),
  'tokens.revoke': request('token.manage', byId, nothing),

  'audit.list': request(
    'audit.read',
    z.object({
      /** Entries below this number; the newest without it. */
      before: z.number().int().positive().optional(),
      limit: z.number().int().positive().max(500),
      kind: z.enum(auditKinds).optional(),
      actorId: z.string().max(100).optional(),
    }),
    z.object({ entries: z.array(auditEntrySchema), more: z.boolean() }),
  ),
  /** Walks the whole chain of hashes. */
  'audit.check': request(
    'audit.read',
    nothing,
    z.object({ entries: z.number().int(), brokenAt: z.number().int().nullable() }),
  ),

  'server.stats': request('server.watch', nothing, statsSchema),
  /** The newest first. */
  'server.suspicions': request('server.watch', nothing, z.object({ suspicions: z.array(suspicionSchema) })),
} as const satisfies Record<string, RequestShape<z.ZodType, z.ZodType>>;

export type RequestName = keyof typeof requests;
export type RequestParams<Name extends RequestName> = z.infer<(typeof requests)[Name]['request']>;
export type RequestResult<Name extends RequestName> = z.infer<(typeof requests)[Name]['response']>;
export type Device = z.infer<typeof deviceSchema>;
export type Invite = z.infer<typeof inviteSchema>;
export type ApiToken = z.infer<typeof apiTokenSchema>;
export type Suspicion = z.infer<typeof suspicionSchema>;

/** The name of a request, if it is one. */
export function asRequestName(name: string): RequestName | undefined {
  return Object.hasOwn(requests, name) ? (name as RequestName) : undefined;
}
