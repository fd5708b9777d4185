import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import Database from 'better-sqlite3';
import { mergeDiff3 } from 'node-diff3';
import { io } from 'socket.io-client';
import { z } from 'zod';

// shared/src/ids.ts
/** The id of a row or a mutation: a UUIDv7 made by whoever creates it (S2). */
const idSchema = z.uuidv7();
/**
 * Makes UUIDv7 ids (RFC 9562) that rise within one process, also within one millisecond:
 * the 12 bits after the time count up from a random start.
 */
function createIdSource(nowMs, randomBytes) {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const now = nowMs();
    if (now > lastMs) {
      lastMs = now;
      counter = ((randomBytes(1)[0] ?? 0) << 2) & 1023;
    } else {
      counter += 1;
      if (counter > 4095) {
        lastMs += 1;
        counter = 0;
      }
    }
    return formatUuidV7(lastMs, counter, randomBytes(8));
  };
}
/** Formats a UUIDv7 from its time in milliseconds, 12 bits, and 8 bytes of which 62 bits are used. */
function formatUuidV7(ms, twelveBits, tail) {
  const time = ms.toString(16).padStart(12, '0');
  const high = twelveBits.toString(16).padStart(3, '0');
  const bytes = [...tail.subarray(0, 8)];
  bytes[0] = ((bytes[0] ?? 0) & 63) | 128;
  const low = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low.slice(0, 4)}-${low.slice(4)}`;
}

// shared/src/protocol/errors.ts
/** Every error code that may cross the wire. */
const errorCodes = [
  'AUTHENTICATION_FAILED',
  'TOKEN_EXPIRED',
  'AUTHORIZATION_FAILED',
  'RATE_LIMIT_EXCEEDED',
  'INVALID_ROOM',
  'INVALID_MESSAGE',
  'PAYLOAD_TOO_LARGE',
  'CONFLICT',
  'NOT_FOUND',
  'UPGRADE_REQUIRED',
  'SERVER_BUSY',
  'CONNECTION_ERROR',
  'UNKNOWN_ERROR',
];
const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  /** Plain words for a person: what was wrong and what to do. */
  message: z.string(),
  /** A machine-readable detail, for example `disabled`. */
  reason: z.string().optional(),
  retryAfterMs: z.number().int().nonnegative().optional(),
  /** With CONFLICT on a push: the last sequence number that the server knows of this client. */
  lastSeq: z.number().int().nonnegative().optional(),
});
/**
 * The one error type that both sides throw and send. A rule or an effect throws it to refuse;
 * anything else that is thrown is a fault and becomes `UNKNOWN_ERROR`.
 */
var HoldfastError = class extends Error {
  code;
  details;
  constructor(code, message, details = {}) {
    const { cause, ...rest } = details;
    super(message, cause === void 0 ? void 0 : { cause });
    this.name = 'HoldfastError';
    this.code = code;
    this.details = rest;
  }
  toWire() {
    return {
      code: this.code,
      message: this.message,
      ...this.details,
    };
  }
};
/** The error for a row that is absent or that one may not see: both read the same (S2). */
function notFound(what) {
  return new HoldfastError('NOT_FOUND', `This ${what} is not there, or you may not see it.`);
}
/** The error for something that this person may not do. */
function notAllowed(message) {
  return new HoldfastError('AUTHORIZATION_FAILED', message);
}

// shared/src/entity/define-model.ts
/** Completes a model with what most entities do not need. */
function defineModel(options) {
  return {
    lookups: [],
    searchable: [],
    longText: [],
    tracked: [],
    ...options,
  };
}

// shared/src/times.ts
/** A moment: an ISO 8601 string in UTC with milliseconds, so that text order is time order. */
const timeSchema = z.iso.datetime({ precision: 3 });
/** Formats milliseconds since 1970 as a moment. */
function formatTime(ms) {
  return new Date(ms).toISOString();
}

// shared/src/model/activity.ts
/** One field's change. Long text is named without its values: both are null. */
const fieldActivitySchema = z.object({
  field: z.string(),
  from: z.json(),
  to: z.json(),
});
const activitySchema = z.object({
  id: idSchema,
  subjectTable: z.string(),
  subjectId: idSchema,
  actorId: idSchema,
  kind: z.enum(['created', 'changed']),
  changes: z.array(fieldActivitySchema),
  at: timeSchema,
});
/** Who changed what, from what, to what. Written by the server in the transaction of its cause. */
const activityModel = defineModel({
  table: 'activity',
  label: 'activity',
  schema: activitySchema,
  columns: ['subjectId', 'at'],
  indexes: [['subjectId', 'at']],
  audience: () => [],
  parent: (activity) => ({
    table: activity.subjectTable,
    id: activity.subjectId,
  }),
  parentColumn: {
    column: 'subjectId',
    tables: ['ticket', 'project'],
  },
});

// shared/src/protocol/limits.ts
const KIB = 1024;
/** Sizes and counts that both sides hold to. The server's own limits are in its config. */
const limits = {
  /** A mutation, encoded as JSON (S3). */
  mutationBytes: 512 * KIB,
  /** A push, encoded as JSON: cut here, so that it stays well under a message (S3). */
  pushBytes: 512 * KIB,
  pushMutations: 1e3,
  /** A message on the wire. */
  messageBytes: 1024 * KIB,
  /** Entries in one page of a pull. */
  pullEntries: 2e3,
  /** A page of a pull holds about this much row content, so that a page fits a message. */
  pullBytes: 512 * KIB,
  /** A page that is larger when encoded travels compressed. */
  compressBytes: 16 * KIB,
  /** What a compressed page may unpack to. */
  unpackedBytes: 16384 * KIB,
  /** A delta with more than this goes out as heads only (S13). */
  deltaRows: 500,
  deltaBytes: 256 * KIB,
  titleLength: 300,
  nameLength: 120,
  textLength: 1e5,
};

// shared/src/scope-names.ts
/** Scopes are keys of visibility (S8). These functions are the only place that spells them. */
const EVERYONE = 'everyone';
/** Those who work the desk: agents, managers and admins. */
const DESK = 'desk';
function userScope(userId) {
  return `user:${userId}`;
}
function projectScope(projectId) {
  return `project:${projectId}`;
}

// shared/src/model/division.ts
const divisionSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  createdAt: timeSchema,
});
/** A part of the organisation. Its people are memberships. */
const divisionModel = defineModel({
  table: 'division',
  label: 'division',
  schema: divisionSchema,
  columns: ['name'],
  indexes: [['name']],
  lookups: ['name'],
  searchable: ['name'],
  audience: () => [EVERYONE],
});

// shared/src/model/membership.ts
const membershipSchema = z.object({
  id: idSchema,
  userId: idSchema,
  groupTable: z.enum(['division', 'project']),
  groupId: idSchema,
  role: z.enum(['member', 'manager']),
  createdAt: timeSchema,
});
/** That a person belongs to a division or a project. */
const membershipModel = defineModel({
  table: 'membership',
  label: 'membership',
  schema: membershipSchema,
  columns: ['userId', 'groupTable', 'groupId'],
  indexes: [['userId'], ['groupId']],
  lookups: ['userId', 'groupId'],
  audience: (membership) =>
    membership.groupTable === 'division'
      ? [EVERYONE]
      : [DESK, projectScope(membership.groupId), userScope(membership.userId)],
  grantsTo: (membership) => [membership.userId],
});

// shared/src/model/thread.ts
const threadSchema = z.object({
  /** The id of its subject: a ticket and a project have one thread each, made with them. */
  id: idSchema,
  subjectTable: z.enum(['ticket', 'project']),
  subjectId: idSchema,
  createdAt: timeSchema,
});
/** A conversation about a ticket or a project, seen by whoever sees that. */
const threadModel = defineModel({
  table: 'thread',
  label: 'conversation',
  schema: threadSchema,
  columns: ['subjectId'],
  indexes: [['subjectId']],
  audience: () => [],
  parent: (thread) => ({
    table: thread.subjectTable,
    id: thread.subjectId,
  }),
  parentColumn: {
    column: 'subjectId',
    tables: ['ticket', 'project'],
  },
});

// shared/src/model/ticket.ts
const ticketStatuses = ['open', 'in_progress', 'waiting', 'resolved', 'closed'];
const ticketPriorities = ['low', 'normal', 'high', 'urgent'];
const ticketSchema = z.object({
  id: idSchema,
  /** Given by the server; nothing until it has answered. */
  number: z.number().int().positive().nullable(),
  title: z.string().trim().min(1, { error: 'A ticket needs a title.' }).max(limits.titleLength),
  /** Markdown. */
  description: z.string().max(limits.textLength),
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  creatorId: idSchema,
  assigneeId: idSchema.nullable(),
  watcherIds: z.array(idSchema).max(1e3),
  projectId: idSchema.nullable(),
  divisionId: idSchema.nullable(),
  due: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** Who changed it last, so that one's own changes are not announced to oneself. */
  updatedBy: idSchema,
});
function announceTicket({ before, after }, me) {
  if (!(after.assigneeId === me && before?.assigneeId !== me) || after.updatedBy === me) return void 0;
  return {
    kind: 'assigned',
    title: 'A ticket was assigned to you',
    body: `${after.number === null ? '' : `#${after.number} `}${after.title}`,
    target: {
      table: 'ticket',
      id: after.id,
    },
  };
}
/** A ticket: the desk, its creator, assignee and watchers, and its project see it (S8). */
const ticketModel = defineModel({
  table: 'ticket',
  label: 'ticket',
  schema: ticketSchema,
  columns: [
    'number',
    'title',
    'status',
    'priority',
    'creatorId',
    'assigneeId',
    'projectId',
    'divisionId',
    'due',
    'createdAt',
    'updatedAt',
  ],
  indexes: [
    ['updatedAt'],
    ['createdAt'],
    ['number'],
    ['assigneeId', 'status'],
    ['projectId'],
    ['creatorId'],
    ['status', 'updatedAt'],
    ['priority', 'updatedAt'],
    ['due'],
  ],
  ranks: {
    status: ticketStatuses,
    priority: ticketPriorities,
  },
  searchable: ['number', 'title', 'description'],
  longText: ['description'],
  tracked: ['title', 'description', 'status', 'priority', 'assigneeId', 'projectId', 'divisionId', 'due'],
  audience: (ticket) => [
    DESK,
    userScope(ticket.creatorId),
    ...(ticket.assigneeId === null ? [] : [userScope(ticket.assigneeId)]),
    ...ticket.watcherIds.map(userScope),
    ...(ticket.projectId === null ? [] : [projectScope(ticket.projectId)]),
  ],
  announce: announceTicket,
});

// shared/src/model/message.ts
const messageSchema = z.object({
  id: idSchema,
  threadId: idSchema,
  authorId: idSchema,
  /** Markdown. */
  body: z.string().trim().min(1, { error: 'Write something first.' }).max(limits.textLength),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
});
function announceMessage({ before, after, find }, me) {
  if (before !== void 0 || after.authorId === me || after.deletedAt !== null) return void 0;
  const thread = threadSchema.safeParse(
    find({
      table: 'thread',
      id: after.threadId,
    }),
  );
  if (!thread.success || thread.data.subjectTable !== 'ticket') return void 0;
  const ticket = ticketSchema.safeParse(
    find({
      table: 'ticket',
      id: thread.data.subjectId,
    }),
  );
  if (!ticket.success || (ticket.data.creatorId !== me && ticket.data.assigneeId !== me)) return void 0;
  const author = find({
    table: 'user',
    id: after.authorId,
  });
  return {
    kind: 'commented',
    title: `${String(author?.name ?? 'Somebody')} commented on ${ticket.data.title}`,
    body: after.body,
    target: {
      table: 'ticket',
      id: ticket.data.id,
    },
  };
}
/** A message of a thread; a ticket's comment is one. */
const messageModel = defineModel({
  table: 'message',
  label: 'comment',
  schema: messageSchema,
  columns: ['threadId', 'authorId', 'createdAt'],
  indexes: [['threadId', 'createdAt']],
  searchable: ['body'],
  longText: ['body'],
  audience: () => [],
  parent: (message) => ({
    table: 'thread',
    id: message.threadId,
  }),
  parentColumn: {
    column: 'threadId',
    tables: ['thread'],
  },
  announce: announceMessage,
});

// shared/src/model/overwrite.ts
const overwriteSchema = z.object({
  id: idSchema,
  /** Whose value was replaced. */
  userId: idSchema,
  subjectTable: z.string(),
  subjectId: idSchema,
  field: z.string(),
  /** The activity that replaced it: `from` is theirs, `to` the new value. The values are not copied here (S23). */
  activityId: idSchema,
  at: timeSchema,
  seen: z.boolean(),
});
/** Tells a person that somebody who had not seen their value replaced it (S28). Only they see it. */
const overwriteModel = defineModel({
  table: 'overwrite',
  label: 'replaced change',
  schema: overwriteSchema,
  columns: ['userId', 'subjectId', 'seen', 'at'],
  indexes: [['userId', 'seen'], ['subjectId']],
  audience: (overwrite) => [userScope(overwrite.userId)],
});

// shared/src/model/project.ts
const projectSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  description: z.string().max(limits.textLength),
  status: z.enum(['active', 'archived']),
  divisionId: idSchema.nullable(),
  ownerId: idSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
/** A project: the desk and its members see it. */
const projectModel = defineModel({
  table: 'project',
  label: 'project',
  schema: projectSchema,
  columns: ['name', 'status', 'divisionId', 'ownerId', 'updatedAt'],
  indexes: [['name'], ['divisionId']],
  searchable: ['name', 'description'],
  longText: ['description'],
  tracked: ['name', 'description', 'status', 'divisionId', 'ownerId'],
  audience: (project) => [DESK, projectScope(project.id)],
});

// shared/src/model/user.ts
const roles = ['admin', 'manager', 'agent', 'staff'];
const userSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  /** In lower case, so that it is found whatever the case it is typed in. */
  email: z.email().max(254).toLowerCase(),
  role: z.enum(roles),
  disabled: z.boolean(),
  createdAt: timeSchema,
});
/** A person of the directory. Passwords and devices are in tables of the server alone (S8). */
const userModel = defineModel({
  table: 'user',
  label: 'person',
  schema: userSchema,
  columns: ['name', 'email', 'role', 'disabled'],
  indexes: [['name'], ['email']],
  lookups: ['email'],
  searchable: ['name', 'email'],
  audience: () => [EVERYONE],
  grantsTo: (user) => [user.id],
});

// shared/src/effect/rows.ts
/** The row, or nothing if it is absent. The store's rows were written through the same model, so the type holds. */
function* get(model, id) {
  return yield {
    kind: 'get',
    table: model.table,
    id,
  };
}
/** Rows whose columns equal `where`, by rising id. */
function* query(model, where, limit) {
  const operation = {
    kind: 'query',
    table: model.table,
    where,
  };
  return yield limit === void 0
    ? operation
    : {
        ...operation,
        limit,
      };
}
/** Adds a row. Fails with CONFLICT if the id exists or ever did (S2). */
function* insert(model, row) {
  yield {
    kind: 'insert',
    table: model.table,
    row,
  };
}
/** Replaces the named fields of a row that was read before; the others keep what they hold. */
function* update(model, before, changes) {
  const row = {
    ...before,
    ...changes,
  };
  yield {
    kind: 'update',
    table: model.table,
    row,
    before,
  };
  return row;
}
/** Deletes a row for everyone. Its id is never used again. */
function* remove(model, id) {
  yield {
    kind: 'delete',
    table: model.table,
    id,
  };
}
/** The next number of a named sequence, from 1. Only in consequences, which run on the server. */
function* nextInSequence(name) {
  return yield {
    kind: 'sequence',
    name,
  };
}

// shared/src/entity/define-mutation.ts
/**
 * Defines a mutation. Its arguments are parsed with its own schema before `effect` is called, so
 * the registry may hold mutations of all argument types as `Mutation`.
 */
function defineMutation(mutation) {
  return {
    name: mutation.name,
    args: mutation.args,
    effect: (args, context) => mutation.effect(mutation.args.parse(args), context),
    ...(mutation.consequences === void 0
      ? {}
      : {
          consequences: (args, context) =>
            mutation.consequences?.(mutation.args.parse(args), context) ?? nothing(),
        }),
    describe: (args, find) => mutation.describe(mutation.args.parse(args), find),
  };
}
function* nothing() {}

// shared/src/audience.ts
/** Rows hang at most this deep below the row that carries the audience. */
const DEEPEST = 5;
/**
 * Every scope in which a row is visible: its own audience and that of the rows it hangs under (S8).
 * A row whose parent is absent has only its own.
 */
function* audienceOf(findModel, table, row) {
  const audience = /* @__PURE__ */ new Set();
  let at = {
    table,
    row,
  };
  for (let depth = 0; at !== void 0 && depth < DEEPEST; depth += 1) {
    const model = findModel(at.table);
    if (model === void 0) break;
    for (const scope of model.audience(at.row)) audience.add(scope);
    at = yield* parentOf(findModel, model, at.row);
  }
  return audience;
}
function* parentOf(findModel, model, row) {
  const ref = model.parent?.(row);
  const parentModel = ref === void 0 ? void 0 : findModel(ref.table);
  if (ref === void 0 || parentModel === void 0) return void 0;
  const parent = yield* get(parentModel, ref.id);
  return parent === void 0
    ? void 0
    : {
        table: ref.table,
        row: parent,
      };
}

// shared/src/permissions.ts
const everyone = {
  admin: 'any',
  manager: 'any',
  agent: 'any',
  staff: 'any',
};
const desk = {
  ...everyone,
  staff: 'no',
};
const deskOrOwn = {
  ...everyone,
  staff: 'own',
};
const managers = {
  ...desk,
  agent: 'no',
};
const admins = {
  ...managers,
  manager: 'no',
};
/**
 * The one table of permissions: the server decides by it, the screens hide or explain by it.
 * A row must be visible to the person in any case (S8).
 */
const permissions = {
  'ticket.create': everyone,
  'ticket.edit': deskOrOwn,
  'ticket.close': deskOrOwn,
  'ticket.progress': deskOrOwn,
  'ticket.prioritise': deskOrOwn,
  'ticket.assign': desk,
  'ticket.file': desk,
  'ticket.watch-others': desk,
  'ticket.import': admins,
  'message.create': everyone,
  'project.create': managers,
  'project.edit': managers,
  'membership.change': managers,
  'division.change': admins,
  'user.change': admins,
};
const who = {
  admin: 'admins',
  manager: 'managers',
  agent: 'the desk',
  staff: 'staff',
};
/** Whether a role may do this; `isOwn` says whether the row is the person's own. */
function may(role, permission, isOwn) {
  const grant = permissions[permission][role];
  return grant === 'any' || (grant === 'own' && isOwn);
}
/** Who may do it, in plain words, for the reason of a refusal: "only the desk", "only managers". */
function whoMay(permission) {
  const weakest = [...roles].reverse().find((role) => permissions[permission][role] === 'any') ?? 'admin';
  const others = Object.values(permissions[permission]).includes('own')
    ? ' and whoever made it or works on it'
    : '';
  return `only ${who[weakest]}${others}`;
}

// shared/src/entity/rules.ts
/**
 * The row, if it is there and the actor may see it. Otherwise NOT_FOUND in both cases, so that
 * nobody learns of a row that they may not see (S2).
 */
function* getVisible(model, id, context) {
  const row = yield* get(model, id);
  if (row === void 0) throw notFound(model.label);
  const audience = yield* audienceOf(context.findModel, model.table, row);
  for (const scope of audience) if (context.scopes.has(scope)) return row;
  throw notFound(model.label);
}
/** Refuses unless the actor's role may do this. `what` ends the sentence "Not accepted: only the desk can …". */
function requireMay(context, permission, what, isOwn = false) {
  if (may(context.actor.role, permission, isOwn)) return;
  const allowed = whoMay(permission);
  throw notAllowed(`${allowed.charAt(0).toUpperCase()}${allowed.slice(1)} can ${what}.`);
}

// shared/src/mutations/division.ts
const createDivision = defineMutation({
  name: 'division.create',
  args: divisionSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireMay(context, 'division.change', 'change divisions');
    yield* insert(divisionModel, {
      ...args,
      createdAt: context.at,
    });
  },
  describe: (args) => `New division “${args.name}”`,
});
const divisionMutations = [createDivision];

// shared/src/mutations/membership.ts
const addMember = defineMutation({
  name: 'membership.add',
  args: membershipSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireMay(context, 'membership.change', 'choose who belongs here');
    const group = args.groupTable === 'project' ? projectModel : divisionModel;
    yield* getVisible(group, args.groupId, context);
    if ((yield* get(userModel, args.userId)) === void 0) throw notFound('person');
    if (
      (yield* query(membershipModel, {
        groupId: args.groupId,
        userId: args.userId,
      })).length > 0
    )
      return;
    yield* insert(membershipModel, {
      ...args,
      createdAt: context.at,
    });
  },
  describe: () => 'Add a member',
});
const removeMember = defineMutation({
  name: 'membership.remove',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'membership.change', 'choose who belongs here');
    if ((yield* get(membershipModel, args.id)) === void 0) return;
    yield* getVisible(membershipModel, args.id, context);
    yield* remove(membershipModel, args.id);
  },
  describe: () => 'Remove a member',
});
const membershipMutations = [addMember, removeMember];

// shared/src/mutations/message.ts
const createMessage = defineMutation({
  name: 'message.create',
  args: z.object({
    id: idSchema,
    threadId: idSchema,
    body: messageSchema.shape.body,
  }),
  *effect(args, context) {
    requireMay(context, 'message.create', 'comment');
    const thread = yield* getVisible(threadModel, args.threadId, context);
    yield* insert(messageModel, {
      id: args.id,
      threadId: args.threadId,
      authorId: context.actor.id,
      body: args.body,
      createdAt: context.at,
      editedAt: null,
      deletedAt: null,
    });
    if (thread.subjectTable !== 'ticket') return;
    const ticket = yield* get(ticketModel, thread.subjectId);
    if (ticket === void 0 || ticket.updatedAt >= context.at) return;
    yield* update(ticketModel, ticket, {
      updatedAt: context.at,
      updatedBy: context.actor.id,
    });
  },
  describe: (args) => `Comment “${args.body.slice(0, 60)}”`,
});
const messageMutations = [createMessage];

// shared/src/mutations/overwrite.ts
const markSeen = defineMutation({
  name: 'overwrite.seen',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    const overwrite = yield* getVisible(overwriteModel, args.id, context);
    yield* update(overwriteModel, overwrite, { seen: true });
  },
  describe: () => 'Seen a replaced change',
});
const overwriteMutations = [markSeen];

// shared/src/json.ts
/** Whether two JSON values are the same, whatever the order of their keys. */
function sameJson(left, right) {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}
/** JSON text with sorted keys: equal values give equal text, so it can be compared and hashed. */
function canonicalJson(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
    .join(',')}}`;
}
function isList(value) {
  return Array.isArray(value);
}

// shared/src/text-merge.ts
/** Text in pieces that are merged on their own: words, with the white space between them kept. */
function pieces(text) {
  return text.split(/(\s+)/);
}
/**
 * Merges two texts that were both made from `base`: what only one side changed is taken from it.
 * Gives nothing where both changed the same words differently (S29).
 */
function mergeText(base, mine, theirs) {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  const { conflict, result } = mergeDiff3(pieces(mine), pieces(base), pieces(theirs), {
    excludeFalseConflicts: true,
  });
  return conflict ? void 0 : result.join('');
}

// shared/src/effect/change-fields.ts
/** The schema of a change of one field: what its author saw, and what it shall be (S27). */
function changeOf(value) {
  return z.object({
    was: value,
    now: value,
  });
}
/**
 * Applies changes to a row by the rules for conflicts: fields not named stand (S27); a short field
 * takes the later arrival and says whom it overwrote (S28); long text is merged (S29). `also` holds
 * fields that follow from any change, such as `updatedAt`.
 */
function* changeFields(model, row, changes, also) {
  const next = {};
  for (const [field, change] of Object.entries(changes)) {
    if (change === void 0) continue;
    const current = row[field] ?? null;
    if (sameJson(current, change.now)) continue;
    const unseen = !sameJson(current, change.was);
    if (unseen && model.longText.includes(field)) {
      next[field] = mergeOrRefuse(field, change, current);
      continue;
    }
    if (unseen)
      yield {
        kind: 'overwritten',
        overwritten: {
          table: model.table,
          id: row.id,
          field,
        },
      };
    next[field] = change.now;
  }
  if (Object.keys(next).length === 0) return row;
  return yield* update(model, row, {
    ...next,
    ...also,
  });
}
/** What cannot be merged is refused, so that the server's text stands and the author's is kept (S29). */
function mergeOrRefuse(field, change, current) {
  const merged = mergeText(String(change.was ?? ''), String(change.now ?? ''), String(current ?? ''));
  if (merged !== void 0) return merged;
  throw new HoldfastError(
    'CONFLICT',
    `Somebody else changed the same lines of the ${field} meanwhile. Theirs stands; yours is kept here.`,
    { reason: 'text-conflict' },
  );
}

// shared/src/entity/describe-changes.ts
/** Values longer than this are not repeated in a description. */
const SHORT = 40;
/** Fields that hold the id of a row, by the table of that row. */
const references = {
  assigneeId: 'user',
  projectId: 'project',
  divisionId: 'division',
};
/** A change of fields in plain words: "“Leaking tap”: Status → Waiting". */
function describeChanges(changes, what, find) {
  return `${what}: ${Object.entries(changes)
    .map(([field, change]) => {
      const value = change === void 0 ? void 0 : valueInWords(field, change.now, find);
      return value === void 0 ? fieldInWords(field) : `${fieldInWords(field)} → ${value}`;
    })
    .join(', ')}`;
}
function fieldInWords(field) {
  return inWords(field.replace(/Id$/, ''));
}
function valueInWords(field, value, find) {
  if (value === null) return 'none';
  if (typeof value !== 'string' || value.length > SHORT) return void 0;
  const table = references[field];
  if (table !== void 0) return String(find(table, value)?.name ?? 'somebody or something else');
  if (field === 'due') return value.slice(0, 10);
  return field === 'title' || field === 'name' || field === 'description' ? `“${value}”` : inWords(value);
}
function inWords(code) {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// shared/src/mutations/project.ts
const fields$1 = projectSchema.shape;
const createProject = defineMutation({
  name: 'project.create',
  args: z.object({
    id: idSchema,
    /** The id of the membership that makes its author the project's manager. */
    membershipId: idSchema,
    name: fields$1.name,
    description: fields$1.description,
    divisionId: fields$1.divisionId,
  }),
  *effect(args, context) {
    requireMay(context, 'project.create', 'make projects');
    if (args.divisionId !== null) yield* getVisible(divisionModel, args.divisionId, context);
    const { membershipId, ...project } = args;
    const { actor, at } = context;
    yield* insert(projectModel, {
      ...project,
      status: 'active',
      ownerId: actor.id,
      createdAt: at,
      updatedAt: at,
    });
    yield* insert(threadModel, {
      id: args.id,
      subjectTable: 'project',
      subjectId: args.id,
      createdAt: at,
    });
    yield* insert(membershipModel, {
      id: membershipId,
      userId: actor.id,
      groupTable: 'project',
      groupId: args.id,
      role: 'manager',
      createdAt: at,
    });
  },
  describe: (args) => `New project “${args.name}”`,
});
const updateProject = defineMutation({
  name: 'project.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: changeOf(fields$1.name).optional(),
      description: changeOf(fields$1.description).optional(),
      status: changeOf(fields$1.status).optional(),
      divisionId: changeOf(fields$1.divisionId).optional(),
    }),
  }),
  *effect(args, context) {
    const project = yield* getVisible(projectModel, args.id, context);
    requireMay(context, 'project.edit', 'edit projects');
    const divisionId = args.changes.divisionId?.now;
    if (divisionId) yield* getVisible(divisionModel, divisionId, context);
    yield* changeFields(projectModel, project, args.changes, { updatedAt: context.at });
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changes, `“${find('project', id)?.name ?? 'a project'}”`, find),
});
const projectMutations = [createProject, updateProject];

// shared/src/mutations/ticket.ts
const fields = ticketSchema.shape;
function* insertTicket(ticket) {
  yield* insert(ticketModel, ticket);
  yield* insert(threadModel, {
    id: ticket.id,
    subjectTable: 'ticket',
    subjectId: ticket.id,
    createdAt: ticket.createdAt,
  });
}
/** Gives the ticket its number: by the server, so that numbers are in the order of arrival. */
function* giveNumber(args, _context) {
  const ticket = yield* get(ticketModel, args.id);
  if (ticket === void 0) throw notFound('ticket');
  yield* update(ticketModel, ticket, { number: yield* nextInSequence('ticket') });
}
function* requireActivePerson(userId) {
  if (userId === null || userId === void 0) return;
  const user = yield* get(userModel, userId);
  if (user === void 0 || user.disabled) throw notFound('person');
}
/** A ticket goes only into a project and a division that its author may see. */
function* requirePlaces(places, context) {
  if (places.projectId) yield* getVisible(projectModel, places.projectId, context);
  if (places.divisionId) yield* getVisible(divisionModel, places.divisionId, context);
}
const createTicket = defineMutation({
  name: 'ticket.create',
  args: z.object({
    id: idSchema,
    title: fields.title,
    description: fields.description,
    priority: fields.priority,
    assigneeId: fields.assigneeId,
    projectId: fields.projectId,
    divisionId: fields.divisionId,
    due: fields.due,
  }),
  *effect(args, context) {
    requireMay(context, 'ticket.create', 'make tickets');
    if (args.assigneeId !== null) requireMay(context, 'ticket.assign', 'assign tickets');
    yield* requireActivePerson(args.assigneeId);
    yield* requirePlaces(args, context);
    const { actor, at } = context;
    yield* insertTicket({
      ...args,
      number: null,
      status: 'open',
      creatorId: actor.id,
      watcherIds: [],
      createdAt: at,
      updatedAt: at,
      updatedBy: actor.id,
    });
  },
  consequences: giveNumber,
  describe: (args) => `New ticket “${args.title}”`,
});
const changes = z.object({
  title: changeOf(fields.title).optional(),
  description: changeOf(fields.description).optional(),
  status: changeOf(fields.status).optional(),
  priority: changeOf(fields.priority).optional(),
  assigneeId: changeOf(fields.assigneeId).optional(),
  projectId: changeOf(fields.projectId).optional(),
  divisionId: changeOf(fields.divisionId).optional(),
  due: changeOf(fields.due).optional(),
});
const ended = ['resolved', 'closed'];
/** What a change of tickets takes, and how a refusal names it. The screens ask here too. */
function permissionsFor(change) {
  const needed = [];
  if (change.status !== void 0)
    needed.push(
      ended.includes(change.status.now)
        ? {
            permission: 'ticket.close',
            what: 'close this ticket',
          }
        : {
            permission: 'ticket.progress',
            what: 'change the status of this ticket',
          },
    );
  if (change.assigneeId !== void 0)
    needed.push({
      permission: 'ticket.assign',
      what: 'assign tickets',
    });
  if (change.projectId !== void 0 || change.divisionId !== void 0)
    needed.push({
      permission: 'ticket.file',
      what: 'move tickets to another project or division',
    });
  if (change.priority !== void 0 || change.due !== void 0)
    needed.push({
      permission: 'ticket.prioritise',
      what: 'change the priority or due date of this ticket',
    });
  if (change.title !== void 0 || change.description !== void 0)
    needed.push({
      permission: 'ticket.edit',
      what: 'edit this ticket',
    });
  return needed;
}
/** Whether a ticket is this person's own, for the permissions that say `own`. */
function isOwnTicket(ticket, userId) {
  return ticket.creatorId === userId || ticket.assigneeId === userId;
}
const updateTicket = defineMutation({
  name: 'ticket.update',
  args: z.object({
    id: idSchema,
    changes,
  }),
  *effect(args, context) {
    const ticket = yield* getVisible(ticketModel, args.id, context);
    const isOwn = isOwnTicket(ticket, context.actor.id);
    for (const { permission, what } of permissionsFor(args.changes))
      requireMay(context, permission, what, isOwn);
    yield* requireActivePerson(args.changes.assigneeId?.now);
    const { projectId, divisionId } = args.changes;
    yield* requirePlaces(
      {
        projectId: projectId?.now,
        divisionId: divisionId?.now,
      },
      context,
    );
    yield* changeFields(ticketModel, ticket, args.changes, {
      updatedAt: context.at,
      updatedBy: context.actor.id,
    });
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changes, `“${find('ticket', id)?.title ?? 'a ticket'}”`, find),
});
const watch = z.object({
  id: idSchema,
  userId: idSchema,
});
function* changeWatchers(args, context, change) {
  const ticket = yield* getVisible(ticketModel, args.id, context);
  if (args.userId !== context.actor.id)
    requireMay(context, 'ticket.watch-others', 'choose who else watches a ticket');
  yield* requireActivePerson(args.userId);
  yield* update(ticketModel, ticket, { watcherIds: change(ticket.watcherIds) });
}
const watchTicket = defineMutation({
  name: 'ticket.watch',
  args: watch,
  effect: (args, context) =>
    changeWatchers(args, context, (ids) => [...ids.filter((id) => id !== args.userId), args.userId]),
  describe: ({ id }, find) => `Watch “${find('ticket', id)?.title ?? 'a ticket'}”`,
});
const unwatchTicket = defineMutation({
  name: 'ticket.unwatch',
  args: watch,
  effect: (args, context) => changeWatchers(args, context, (ids) => ids.filter((id) => id !== args.userId)),
  describe: ({ id }, find) => `Stop watching “${find('ticket', id)?.title ?? 'a ticket'}”`,
});
/** A ticket as another system knew it, with its dates, status and comments kept. */
const importTicket = defineMutation({
  name: 'ticket.import',
  args: z.object({
    id: idSchema,
    title: fields.title,
    description: fields.description,
    status: fields.status,
    priority: fields.priority,
    divisionId: fields.divisionId,
    due: fields.due,
    createdAt: timeSchema,
    updatedAt: timeSchema,
    comments: z
      .array(
        z.object({
          id: idSchema,
          body: messageSchema.shape.body,
          createdAt: timeSchema,
        }),
      )
      .max(100),
  }),
  *effect(args, context) {
    requireMay(context, 'ticket.import', 'import tickets');
    const { comments, ...ticket } = args;
    yield* insertTicket({
      ...ticket,
      number: null,
      creatorId: context.actor.id,
      assigneeId: null,
      watcherIds: [],
      projectId: null,
      updatedBy: context.actor.id,
    });
    for (const comment of comments)
      yield* insert(messageModel, {
        ...comment,
        threadId: ticket.id,
        authorId: context.actor.id,
        editedAt: null,
        deletedAt: null,
      });
  },
  consequences: giveNumber,
  describe: (args) => `Imported ticket “${args.title}”`,
});
const ticketMutations = [createTicket, updateTicket, watchTicket, unwatchTicket, importTicket];

// shared/src/mutations/user.ts
const addUser = defineMutation({
  name: 'user.add',
  args: userSchema.omit({
    createdAt: true,
    disabled: true,
  }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'add people');
    if ((yield* query(userModel, { email: args.email }, 1)).length > 0)
      throw new HoldfastError('CONFLICT', `A person with ${args.email} already exists.`);
    yield* insert(userModel, {
      ...args,
      disabled: false,
      createdAt: context.at,
    });
  },
  describe: (args) => `Add ${args.name}`,
});
const disableUser = defineMutation({
  name: 'user.disable',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'disable people');
    const user = yield* get(userModel, args.id);
    if (user === void 0) throw notFound('person');
    yield* update(userModel, user, { disabled: true });
  },
  describe: () => 'Disable a person',
});
const userMutations = [addUser, disableUser];

// shared/src/registry.generated.ts
const models = [
  activityModel,
  divisionModel,
  membershipModel,
  messageModel,
  overwriteModel,
  projectModel,
  threadModel,
  ticketModel,
  userModel,
];
const mutations = [
  ...divisionMutations,
  ...membershipMutations,
  ...messageMutations,
  ...overwriteMutations,
  ...projectMutations,
  ...ticketMutations,
  ...userMutations,
];

// shared/src/registry.ts
const modelByTable = new Map(models.map((model) => [model.table, model]));
const mutationByName = new Map(mutations.map((mutation) => [mutation.name, mutation]));
/** Every entity, in the order of its file name. */
const allModels = [...modelByTable.values()];
/** Every mutation. */
const allMutations = [...mutationByName.values()];
function findModel(table) {
  return modelByTable.get(table);
}
function findMutation(name) {
  return mutationByName.get(name);
}

// apps/desktop/src/engine/store/model-columns.ts
/** The column that sorts a ranked column: `priority_rank` for `priority`. */
function rankColumn(column) {
  return `${column}_rank`;
}
/** The column to sort and filter by: the rank where the model gives one. */
function sortColumn(model, column) {
  return model.ranks?.[column] === void 0 ? column : rankColumn(column);
}
/** SQL to insert or replace a row of a model's table: `fixed` columns first, then the model's own. */
function upsertSql(model, table, fixed) {
  const columns = [...fixed, ...model.columns];
  return `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (id) DO UPDATE SET ${columns
    .filter((column) => column !== 'id')
    .map((column) => `"${column}" = excluded."${column}"`)
    .join(', ')}`;
}
/** The values of the model's columns, as SQLite takes them. Lists and objects have no columns. */
function columnValues(model, row) {
  return model.columns.map((column) => {
    const value = row?.[column] ?? null;
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
}

// apps/desktop/src/engine/store/sql-values.ts
/** SQLite has no booleans: its JSON functions give 1 and 0. */
function toSql(value) {
  return typeof value === 'boolean' ? Number(value) : value;
}

// apps/desktop/src/engine/store/overlay-rows.ts
/** A row as the person sees it: pending changes over what the server said. */
function readView(statements, table, id) {
  const overlay = statements.get(`SELECT data, deleted FROM "${table}_overlay" WHERE id = ?`, id);
  if (overlay !== void 0)
    return overlay.deleted === 1 || overlay.data === null ? void 0 : JSON.parse(overlay.data);
  const base = statements.get(`SELECT data FROM "${table}_base" WHERE id = ?`, id);
  return base === void 0 ? void 0 : JSON.parse(base.data);
}
/** Rows whose columns equal `where`, by rising id. */
function queryView(statements, table, where, limit) {
  const columns = Object.keys(where);
  const conditions = columns.map((column) => `"${column}" IS ?`).join(' AND ');
  const values = columns.map((column) => toSql(where[column] ?? null));
  return statements
    .all(
      `SELECT data FROM "${table}" ${conditions === '' ? '' : `WHERE ${conditions}`} ORDER BY id LIMIT ?`,
      ...values,
      limit,
    )
    .map((found) => JSON.parse(found.data));
}
/** Lays a pending change over a row; `undefined` deletes it here. */
function writeOverlay(statements, table, id, row) {
  const model = findModel(table);
  if (model === void 0) throw new Error(`There is no table called ${table}.`);
  statements.run(
    upsertSql(model, `${table}_overlay`, ['id', 'data', 'deleted']),
    id,
    row === void 0 ? null : JSON.stringify(row),
    row === void 0 ? 1 : 0,
    ...columnValues(model, row),
  );
}
function clearOverlayRow(statements, table, id) {
  statements.run(`DELETE FROM "${table}_overlay" WHERE id = ?`, id);
}

// apps/desktop/src/engine/announce/announcer.ts
/** More than this at once becomes one summary: nobody reads a flood. */
const MOST_AT_ONCE = 3;
/** Collects what arrived and is worth a native notification, and tells it when a message or a pull has ended. */
var Announcer = class {
  collected = [];
  /** Rows that came into sight since the last flush. */
  arrived = /* @__PURE__ */ new Set();
  statements;
  userId;
  show;
  constructor(statements, userId, show) {
    this.statements = statements;
    this.userId = userId;
    this.show = show;
  }
  collect(changes) {
    for (const { table, id, before } of changes) if (before === void 0) this.arrived.add(`${table} ${id}`);
    for (const change of changes) {
      const announcement = this.announcementFor(change);
      if (announcement !== void 0) this.collected.push(announcement);
    }
  }
  flush() {
    const announcements = this.collected;
    this.collected = [];
    this.arrived.clear();
    if (announcements.length <= MOST_AT_ONCE) {
      for (const { title, body, target } of announcements)
        this.show({
          title,
          body,
          target,
        });
      return;
    }
    const tickets = new Set(announcements.map((announcement) => announcement.target.id)).size;
    this.show({
      title: `${announcements.length} updates in ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}`,
      body: 'Open Holdfast to see them.',
      target: null,
    });
  }
  announcementFor(change) {
    const { after, before } = change;
    const model = findModel(change.table);
    if (after === void 0 || model?.announce === void 0) return void 0;
    const parent = model.parent?.(after);
    if (parent !== void 0 && this.arrived.has(`${parent.table} ${parent.id}`)) return void 0;
    const find = (ref) =>
      findModel(ref.table) === void 0 ? void 0 : readView(this.statements, ref.table, ref.id);
    return model.announce(
      {
        before,
        after,
        find,
      },
      this.userId,
    );
  }
};

// apps/desktop/src/engine/describe-changes.ts
/** A waiting change in words for its author. */
function describeWaiting(mutation, find) {
  const { id, name, at, state } = mutation;
  return {
    id,
    name,
    at,
    state,
    what: describe(mutation, find),
  };
}
/** A change that was not accepted, in words for its author. */
function describeRefused(mutation, find) {
  const { id, name, at, error, args } = mutation;
  return {
    id,
    name,
    at,
    error,
    args,
    what: describe(mutation, find),
  };
}
function describe(mutation, find) {
  const definition = findMutation(mutation.name);
  if (definition === void 0 || !definition.args.safeParse(mutation.args).success) return mutation.name;
  return definition.describe(mutation.args, find);
}

// apps/desktop/src/engine/store/meta.ts
function readMeta(statements, key) {
  return statements.get('SELECT value FROM meta WHERE key = ?', key)?.value;
}
function writeMeta(statements, key, value) {
  statements.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

// apps/desktop/src/engine/store/outbox.ts
/** SQLite's word for no limit. */
const ALL = -1;
function fromRow(row) {
  return {
    ...row,
    args: JSON.parse(row.args),
    version: row.version ?? void 0,
  };
}
/** Adds a change and gives its sequence number, which rises by one for each (S2). */
function addToOutbox(statements, mutation) {
  const seq = Number(readMeta(statements, 'lastSeq') ?? '0') + 1;
  writeMeta(statements, 'lastSeq', String(seq));
  statements.run(
    "INSERT INTO outbox (seq, id, name, args, at, state) VALUES (?, ?, ?, ?, ?, 'waiting')",
    seq,
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
  );
  return seq;
}
/** Everything in the outbox in order, or the first so many. */
function readOutbox(statements, limit = ALL) {
  return statements.all('SELECT * FROM outbox ORDER BY seq LIMIT ?', limit).map(fromRow);
}
function findPending(statements, seq) {
  const row = statements.get('SELECT * FROM outbox WHERE seq = ?', seq);
  return row === void 0 ? void 0 : fromRow(row);
}
function countOutbox(statements) {
  return statements.get('SELECT count(*) AS count FROM outbox')?.count ?? 0;
}
/** The next changes to send, in order, up to so many and so many bytes (S3); at least one if any waits. */
function takeUnsent(statements, after, count, bytes) {
  const rows = statements.all('SELECT * FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?', after, count);
  const taken = [];
  let size = 0;
  for (const row of rows) {
    size += Buffer.byteLength(row.args) + 300;
    if (taken.length > 0 && size > bytes) break;
    taken.push({
      id: row.id,
      seq: row.seq,
      name: row.name,
      args: JSON.parse(row.args),
      at: row.at,
    });
  }
  return taken;
}
/** The last sequence number up to which every answer is settled on this disk (S5). */
function readAcked(statements) {
  const first = statements.get('SELECT min(seq) AS seq FROM outbox')?.seq;
  return first === null || first === void 0 ? Number(readMeta(statements, 'lastSeq') ?? '0') : first - 1;
}
/** Notes that the server accepted it; it waits for the delta or pull that holds its effect (S22). */
function noteSent(statements, seq, version) {
  statements.run("UPDATE outbox SET state = 'sent', version = ? WHERE seq = ?", version, seq);
}
/** Says whether a change may not be accepted, by how it ran here last (S4). What the server has accepted stays `sent`. */
function markDoubt(statements, seq, doubtful) {
  statements.run(
    "UPDATE outbox SET state = ? WHERE seq = ? AND state <> 'sent'",
    doubtful ? 'doubtful' : 'waiting',
    seq,
  );
}
function removeFromOutbox(statements, seq) {
  statements.run('DELETE FROM outbox WHERE seq = ?', seq);
}
/** Keeps a change that was not accepted, with the reason (S22). */
function keepRefused(statements, mutation, error) {
  statements.run(
    'INSERT OR REPLACE INTO refused (id, name, args, at, error) VALUES (?, ?, ?, ?, ?)',
    mutation.id,
    mutation.name,
    JSON.stringify(mutation.args),
    mutation.at,
    JSON.stringify(error),
  );
}
function readRefused(statements) {
  return statements.all('SELECT * FROM refused ORDER BY at, id').map((row) => ({
    ...row,
    args: JSON.parse(row.args),
    error: JSON.parse(row.error),
  }));
}
function countRefused(statements) {
  return statements.get('SELECT count(*) AS count FROM refused')?.count ?? 0;
}
function removeRefused(statements, id) {
  statements.run('DELETE FROM refused WHERE id = ?', id);
}
/**
 * Gives the unsettled changes new sequence numbers from 1 under a new client id, keeping their ids:
 * the server knows this client's numbers otherwise (S6).
 */
function renumberOutbox(statements, clientId) {
  const pending = readOutbox(statements);
  statements.run('DELETE FROM touch');
  statements.run('UPDATE outbox SET seq = -seq');
  for (const [index, mutation] of pending.entries())
    statements.run(
      "UPDATE outbox SET seq = ?, state = 'waiting', version = NULL WHERE seq = ?",
      index + 1,
      -mutation.seq,
    );
  writeMeta(statements, 'lastSeq', String(pending.length));
  writeMeta(statements, 'clientId', clientId);
}

// shared/src/effect/operations.ts
/** Runs an effect to its end with a store that answers at once. Errors of `perform` are thrown inside the effect. */
function runEffect(effect, perform) {
  let step = effect.next();
  while (!step.done) {
    let answer;
    try {
      answer = perform(step.value);
    } catch (error) {
      step = effect.throw(error);
      continue;
    }
    step = effect.next(answer);
  }
  return step.value;
}

// apps/desktop/src/engine/store/base-rows.ts
/** What the server last said of a row. */
function readBase(statements, table, id) {
  if (findModel(table) === void 0) return void 0;
  const found = statements.get(`SELECT data FROM "${table}_base" WHERE id = ?`, id);
  return found === void 0 ? void 0 : JSON.parse(found.data);
}
/** Writes a row that the server sent, unless a newer one is there (S12). Gives the change, or nothing if there was none. */
function writeBase(statements, row) {
  const model = findModel(row.table);
  if (model === void 0) return writeRaw(statements, row);
  const known = statements.get(`SELECT row_version, data FROM "${row.table}_base" WHERE id = ?`, row.id);
  if (known !== void 0 && known.row_version >= row.version) return void 0;
  const after = {
    ...row.data,
    id: row.id,
  };
  statements.run(
    upsertSql(model, `${row.table}_base`, ['id', 'row_version', 'data']),
    row.id,
    row.version,
    JSON.stringify(after),
    ...columnValues(model, after),
  );
  const before = known === void 0 ? void 0 : JSON.parse(known.data);
  return {
    table: row.table,
    id: row.id,
    before,
    after,
  };
}
function writeRaw(statements, row) {
  statements.run(
    `INSERT INTO raw_row (tbl, id, row_version, data) VALUES (?, ?, ?, ?)
     ON CONFLICT (tbl, id) DO UPDATE SET row_version = excluded.row_version, data = excluded.data
     WHERE excluded.row_version > row_version`,
    row.table,
    row.id,
    row.version,
    JSON.stringify(row.data),
  );
}
/** Removes a row that no held scope names any more. */
function deleteBase(statements, table, id) {
  const before = readBase(statements, table, id);
  if (findModel(table) === void 0) statements.run('DELETE FROM raw_row WHERE tbl = ? AND id = ?', table, id);
  else statements.run(`DELETE FROM "${table}_base" WHERE id = ?`, id);
  return {
    table,
    id,
    before,
    after: void 0,
  };
}
/** Forgets everything that the server said of these tables: the base is fetched again, the outbox stays. */
function clearBase(statements, tables) {
  for (const table of tables) statements.run(`DELETE FROM "${table}_base"`);
  for (const table of ['raw_row', 'entry', 'scope']) statements.run(`DELETE FROM ${table}`);
}

// apps/desktop/src/engine/mutate/overlay-run.ts
const ANY_ROW = '*';
const MOST_ROWS = 1e4;
/**
 * Answers the operations of one mutation from the view, holds back its writes until it has ended
 * well, and records what it touched. A mutation that fails leaves nothing but its touches.
 */
var OverlayRun = class {
  writes = /* @__PURE__ */ new Map();
  touches = /* @__PURE__ */ new Map();
  statements;
  constructor(statements) {
    this.statements = statements;
  }
  perform = (operation) => {
    switch (operation.kind) {
      case 'get':
        return this.read(operation.table, operation.id);
      case 'query':
        return this.query(operation);
      case 'insert':
        return this.insert(operation.table, operation.row);
      case 'update':
        return this.write(operation.table, operation.row.id, operation.row);
      case 'delete':
        return this.write(operation.table, operation.id, void 0);
      case 'overwritten':
        return;
      case 'sequence':
        throw new Error('Sequences are given by the server alone.');
    }
  };
  /** Lays the writes over the base. */
  commit() {
    for (const { table, id, row } of this.writes.values()) writeOverlay(this.statements, table, id, row);
  }
  touched() {
    return [...this.touches.values()];
  }
  read(table, id) {
    this.note(table, id, false);
    const written = this.writes.get(`${table} ${id}`);
    return written === void 0 ? readView(this.statements, table, id) : written.row;
  }
  query(operation) {
    this.note(operation.table, ANY_ROW, false);
    const found = new Map(
      queryView(this.statements, operation.table, operation.where, operation.limit ?? MOST_ROWS).map(
        (row) => [row.id, row],
      ),
    );
    for (const { table, id, row } of this.writes.values()) {
      if (table !== operation.table) continue;
      if (row !== void 0 && matches(row, operation.where)) found.set(id, row);
      else found.delete(id);
    }
    return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, operation.limit);
  }
  insert(table, row) {
    this.note(table, row.id, false);
    if (this.read(table, row.id) !== void 0 || readBase(this.statements, table, row.id) !== void 0)
      throw new HoldfastError('CONFLICT', 'This is there already.');
    this.write(table, row.id, row);
  }
  write(table, id, row) {
    this.note(table, id, true);
    this.writes.set(`${table} ${id}`, {
      table,
      id,
      row,
    });
  }
  note(table, key, wrote) {
    const name = `${table} ${key}`;
    const known = this.touches.get(name);
    if (known === void 0 || (wrote && !known.wrote))
      this.touches.set(name, {
        table,
        key,
        wrote,
      });
  }
};
function matches(row, where) {
  return Object.entries(where).every(([column, value]) => (row[column] ?? null) === value);
}

// apps/desktop/src/engine/mutate/run-mutation.ts
/**
 * Runs a mutation on the overlay: the same code that the server will run (S2). A name that this
 * version does not know does nothing here and is sent all the same.
 */
function runMutation(statements, actor, mutation) {
  const definition = findMutation(mutation.name);
  if (definition === void 0)
    return {
      touched: [],
      failure: void 0,
    };
  const run = new OverlayRun(statements);
  try {
    const person = runEffect(get(userModel, actor.userId), run.perform);
    if (person === void 0)
      throw new HoldfastError('NOT_FOUND', 'Your own entry has not arrived yet. Try again in a moment.');
    const context = {
      actor: person,
      scopes: actor.scopes,
      at: mutation.at,
      findModel,
    };
    runEffect(definition.effect(mutation.args, context), run.perform);
    run.commit();
    return {
      touched: run.touched(),
      failure: void 0,
    };
  } catch (failure) {
    return {
      touched: run.touched(),
      failure,
    };
  }
}

// apps/desktop/src/engine/mutate/rebase.ts
/**
 * Makes the overlay what it must be after `changed` rows of the base changed and `settled`
 * mutations left the outbox (S21): every pending mutation that is reached from there runs again,
 * in order, on rows that were first put back to the base. Gives the rows whose overlay may differ.
 */
function rebase(statements, actor, changed, settled) {
  const reach = findReach(statements, changed, settled);
  for (const row of reach.rows.values()) clearOverlayRow(statements, row.table, row.id);
  for (const seq of [...reach.mutations, ...settled]) statements.run('DELETE FROM touch WHERE seq = ?', seq);
  const again = [...reach.mutations].sort((left, right) => left - right);
  for (const seq of again) replay(statements, actor, seq, reach.rows);
  return [...reach.rows.values()];
}
/** Throws the overlay away and makes it anew from base and outbox, the only truth (S20, S21). */
function rebuildOverlay(statements, actor) {
  for (const model of allModels) statements.run(`DELETE FROM "${model.table}_overlay"`);
  statements.run('DELETE FROM touch');
  const rows = /* @__PURE__ */ new Map();
  for (const { seq } of readOutbox(statements)) replay(statements, actor, seq, rows);
}
/** Records what a mutation touched, so that later changes find it. */
function recordTouches(statements, seq, touched) {
  for (const touch of touched)
    statements.run(
      'INSERT OR REPLACE INTO touch (tbl, key, seq, wrote) VALUES (?, ?, ?, ?)',
      touch.table,
      touch.key,
      seq,
      touch.wrote ? 1 : 0,
    );
}
function replay(statements, actor, seq, rows) {
  const mutation = findPending(statements, seq);
  if (mutation === void 0) return;
  const { touched, failure } = runMutation(statements, actor, mutation);
  recordTouches(statements, seq, touched);
  markDoubt(statements, seq, failure !== void 0);
  for (const touch of touched)
    if (touch.wrote)
      rows.set(nameOf(touch.table, touch.key), {
        table: touch.table,
        id: touch.key,
      });
}
/** Follows rows to the mutations that touched them, and these to the rows that they wrote, to the end. */
function findReach(statements, changed, settled) {
  const reach = {
    mutations: /* @__PURE__ */ new Set(),
    rows: /* @__PURE__ */ new Map(),
  };
  const gone = new Set(settled);
  const waiting = [...changed];
  const visited = /* @__PURE__ */ new Set();
  const addWrites = (seq) => {
    for (const row of writesOf(statements, seq)) {
      reach.rows.set(nameOf(row.table, row.id), row);
      waiting.push(row);
    }
  };
  for (const seq of settled) addWrites(seq);
  for (let row = waiting.pop(); row !== void 0; row = waiting.pop()) {
    if (visited.has(nameOf(row.table, row.id))) continue;
    visited.add(nameOf(row.table, row.id));
    for (const seq of touchersOf(statements, row)) {
      if (gone.has(seq) || reach.mutations.has(seq)) continue;
      reach.mutations.add(seq);
      addWrites(seq);
    }
  }
  return reach;
}
function writesOf(statements, seq) {
  return statements.all('SELECT tbl, key FROM touch WHERE seq = ? AND wrote = 1', seq).map((touch) => ({
    table: touch.tbl,
    id: touch.key,
  }));
}
function touchersOf(statements, row) {
  return statements
    .all("SELECT DISTINCT seq FROM touch WHERE tbl = ? AND key IN (?, '*')", row.table, row.id)
    .map((touch) => touch.seq);
}
function nameOf(table, id) {
  return `${table} ${id}`;
}

// apps/desktop/src/engine/mutate/write.ts
/**
 * Writes a change of the person's: overlay and outbox in one transaction, on disk when this
 * returns (S20). Throws a HoldfastError, with nothing written, where the change is too large or
 * malformed or would be refused by what is known here. Gives the rows that it wrote.
 */
function writeMutation(statements, actor, mutation) {
  checkSize(mutation);
  checkShape(mutation);
  return statements.database
    .transaction(() => {
      const { touched, failure } = runMutation(statements, actor, mutation);
      if (failure !== void 0) throw failure;
      recordTouches(statements, addToOutbox(statements, mutation), touched);
      return touched
        .filter((touch) => touch.wrote)
        .map((touch) => ({
          table: touch.table,
          id: touch.key,
        }));
    })
    .immediate();
}
function checkSize(mutation) {
  const bytes = Buffer.byteLength(JSON.stringify(mutation.args)) + 300;
  if (bytes <= limits.mutationBytes) return;
  const size = Math.ceil(bytes / 1024);
  throw new HoldfastError(
    'PAYLOAD_TOO_LARGE',
    `This is ${size} KB, and one change can hold ${limits.mutationBytes / 1024} KB. Shorten it, or split it in two.`,
  );
}
function checkShape(mutation) {
  const definition = findMutation(mutation.name);
  if (definition === void 0)
    throw new HoldfastError('INVALID_MESSAGE', `There is no change called ${mutation.name}.`);
  const parsed = definition.args.safeParse(mutation.args);
  if (parsed.success) return;
  const issue = parsed.error.issues[0];
  const where = issue === void 0 || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw new HoldfastError('INVALID_MESSAGE', `${where}${issue?.message ?? 'This cannot be saved as it is.'}`);
}

// apps/desktop/src/engine/query/compile-query.ts
/** A search looks at so many of the rows that hold its words; more would only slow it down. */
const MOST_HITS = 5e3;
/**
 * Turns a query into SQL. It reads as from the model's view, but asks base and overlay apart, each
 * by its own index and no further than needed, and merges the two: SQLite would read the whole view
 * to sort it. Only columns of the model can be named; anything else is INVALID_MESSAGE.
 */
function compileQuery(model, query) {
  const conditions = Object.entries(query.where ?? {}).map(([column, value]) => equals(model, column, value));
  const match = query.search === void 0 ? '' : matchExpression(query.search);
  const base = sideOf(model, 'base', conditions, match);
  const overlay = sideOf(model, 'overlay', conditions, match);
  return {
    rows: mergeSides(base, overlay, orderOf(model, query), query),
    total: {
      sql: `SELECT (SELECT count(*) ${base.all}) - (SELECT count(*) ${base.hidden}) + (SELECT count(*) ${overlay.all}) AS total`,
      values: [...base.values, ...base.values, ...overlay.values],
    },
  };
}
function sideOf(model, side, conditions, match) {
  const own = match === '' ? conditions : [...conditions, textHits(model, side, match)];
  const matching = own.map((condition) => condition.sql).join(' AND ') || 'TRUE';
  const values = own.flatMap((condition) => condition.values);
  const table = `"${model.table}_${side}" AS t`;
  const over = `(SELECT 1 FROM "${model.table}_overlay" AS o WHERE o.id = t.id)`;
  if (side === 'overlay') {
    const shown = `FROM ${table} WHERE deleted = 0 AND ${matching}`;
    return {
      all: shown,
      hidden: shown,
      shown,
      values,
      waiting: 1,
    };
  }
  return {
    all: `FROM ${table} WHERE ${matching}`,
    hidden: `FROM "${model.table}_overlay" AS p CROSS JOIN ${table} ON t.id = p.id WHERE ${matching}`,
    shown: `FROM ${table} WHERE ${matching} AND NOT EXISTS ${over}`,
    values,
    waiting: 0,
  };
}
/** The places of a page: from both sides, no more than could be shown, sorted once more together. */
function mergeSides(base, overlay, order, query) {
  const columns = order.columns.map((column) => `, t.${column}`).join('');
  const part = (side) =>
    `SELECT * FROM (SELECT t.id, t.data, ${side.waiting} AS waiting${columns} ${side.shown} ORDER BY ${order.sql} LIMIT ?)`;
  const most = query.offset + query.limit;
  return {
    sql: `SELECT id, data, waiting FROM (${part(base)} UNION ALL ${part(overlay)}) ORDER BY ${order.sql} LIMIT ? OFFSET ?`,
    values: [...base.values, most, ...overlay.values, most, query.limit, query.offset],
  };
}
function equals(model, column, value) {
  requireColumn(model, column);
  const name = `t."${sortColumn(model, column)}"`;
  const toValue = (item) => rankOrValue(model, column, item);
  if (!Array.isArray(value))
    return {
      sql: `${name} IS ?`,
      values: [toValue(value)],
    };
  const present = value.filter((item) => item !== null);
  const among = `${name} IN (${present.map(() => '?').join(', ')})`;
  return {
    sql: present.length === value.length ? among : `(${among} OR ${name} IS NULL)`,
    values: present.map(toValue),
  };
}
function rankOrValue(model, column, value) {
  const ranks = model.ranks?.[column];
  return ranks === void 0 ? toSql(value) : ranks.indexOf(String(value));
}
function requireColumn(model, column) {
  if (column === 'id' || model.columns.includes(column)) return;
  throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} cannot be looked up by ${column}.`);
}
function orderOf(model, query) {
  const terms = (query.order ?? []).map(({ column, direction }) => {
    requireColumn(model, column);
    return {
      column: `"${sortColumn(model, column)}"`,
      direction: direction === 'descending' ? 'DESC' : 'ASC',
    };
  });
  const last = terms.at(-1)?.direction ?? 'ASC';
  return {
    sql: [...terms.map((term) => `${term.column} ${term.direction} NULLS LAST`), `"id" ${last}`].join(', '),
    columns: terms.map((term) => term.column).filter((column) => column !== '"id"'),
  };
}
/** Rows of one side whose own text holds the words (S26). */
function textHits(model, side, match) {
  if (model.searchable.length === 0)
    throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} has no text to search in.`);
  const text = `"${model.table}_${side}_text"`;
  return {
    sql: `t.rid IN (SELECT rowid FROM ${text} WHERE ${text} MATCH ? LIMIT ${MOST_HITS})`,
    values: [match],
  };
}
/** Each word must begin a word of the text. What people type has no operators: everything else is dropped. */
function matchExpression(search) {
  return (search.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"*`).join(' ');
}

// apps/desktop/src/engine/query/live-query.ts
/** A query that is asked again when its table changed, and tells only what differs. */
var LiveQuery = class {
  compiled;
  known = /* @__PURE__ */ new Map();
  total = -1;
  send;
  constructor(model, query, send) {
    this.send = send;
    this.compiled = compileQuery(model, query);
  }
  /** Asks again and sends what changed since the last time; the first time, everything. */
  refresh(statements) {
    const { rows, total } = this.compiled;
    const found = statements.all(rows.sql, ...rows.values);
    const count = statements.get(total.sql, ...total.values)?.total ?? 0;
    const changed = found.filter((row) => this.differs(row));
    const reordered = !this.hasOrder(found);
    if (changed.length === 0 && !reordered && count === this.total) return;
    this.known = new Map(found.map((row) => [row.id, row]));
    this.total = count;
    this.send({
      total: count,
      changed: changed.map(toQueriedRow),
      ...(reordered ? { ids: found.map((row) => row.id) } : {}),
    });
  }
  differs(row) {
    const before = this.known.get(row.id);
    return before === void 0 || before.data !== row.data || before.waiting !== row.waiting;
  }
  hasOrder(found) {
    if (found.length !== this.known.size) return false;
    let index = 0;
    for (const id of this.known.keys()) {
      if (found[index]?.id !== id) return false;
      index += 1;
    }
    return true;
  }
};
function toQueriedRow(row) {
  return {
    row: JSON.parse(row.data),
    waiting: row.waiting === 1,
  };
}

// apps/desktop/src/engine/store/scope-state.ts
function readScopes(statements) {
  const rows = statements.all('SELECT * FROM scope');
  return new Map(
    rows.map((row) => [
      row.scope,
      {
        scope: row.scope,
        cursor: toCursor(row),
        seen: row.seen,
      },
    ]),
  );
}
function toCursor(row) {
  if (row.tbl === null || row.row_id === null) return { version: row.version };
  return {
    version: row.version,
    table: row.tbl,
    id: row.row_id,
    at: row.at ?? 0,
  };
}
function isFinished(cursor) {
  return cursor.table === void 0;
}
function addScope(statements, scope) {
  statements.run('INSERT OR IGNORE INTO scope (scope, version, seen) VALUES (?, 0, 0)', scope);
}
function writeCursor(statements, scope, cursor) {
  statements.run(
    'UPDATE scope SET version = ?, tbl = ?, row_id = ?, at = ?, seen = max(seen, ?) WHERE scope = ?',
    cursor.version,
    cursor.table ?? null,
    cursor.id ?? null,
    cursor.at ?? null,
    isFinished(cursor) ? cursor.version : 0,
    scope,
  );
}
/** Remembers the highest version heard of, so that a lost delta is found (S14). */
function noteSeen(statements, scope, version) {
  statements.run('UPDATE scope SET seen = max(seen, ?) WHERE scope = ?', version, scope);
}
/** Whether an entry is behind the cursor: everything up to there is known already (S12). */
function isBehind(cursor, entry) {
  if (entry.version !== cursor.version) return entry.version < cursor.version;
  if (cursor.table === void 0 || cursor.id === void 0) return true;
  return entry.table < cursor.table || (entry.table === cursor.table && entry.id <= cursor.id);
}
/** Keeps the newest entry of a row in a scope. Says whether this one was newer (S12). */
function writeEntry(statements, entry) {
  return (
    statements.run(
      `INSERT INTO entry (tbl, id, scope, version, gone) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (tbl, id, scope) DO UPDATE SET version = excluded.version, gone = excluded.gone
     WHERE excluded.version > version`,
      entry.table,
      entry.id,
      entry.scope,
      entry.version,
      entry.gone === true ? 1 : 0,
    ) > 0
  );
}
/** Whether a held scope names the row. */
function isLive(statements, table, id) {
  return (
    statements.get('SELECT 1 FROM entry WHERE tbl = ? AND id = ? AND gone = 0 LIMIT 1', table, id) !== void 0
  );
}
/** Rows that a gone mark names and no live entry: to be deleted in a pull's last page (S12). */
function findOrphans(statements) {
  return statements.all(`SELECT DISTINCT g.tbl, g.id FROM entry AS g WHERE g.gone = 1
       AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.tbl = g.tbl AND l.id = g.id AND l.gone = 0)`);
}
/** Gone marks behind their cursor have done their work. */
function dropSpentGoneMarks(statements) {
  statements.run(
    'DELETE FROM entry WHERE gone = 1 AND version <= (SELECT s.version FROM scope AS s WHERE s.scope = entry.scope AND s.tbl IS NULL)',
  );
}
/** Forgets a scope that the person lost, and gives the rows that only it named (S11). */
function dropScope(statements, scope) {
  const named = statements.all('SELECT tbl, id FROM entry WHERE scope = ?', scope);
  statements.run('DELETE FROM entry WHERE scope = ?', scope);
  statements.run('DELETE FROM scope WHERE scope = ?', scope);
  return named.filter((row) => !isLive(statements, row.tbl, row.id));
}

// apps/desktop/src/engine/sync/settle.ts
const unexplained = {
  code: 'UNKNOWN_ERROR',
  message: 'The server did not accept this change and gave no reason.',
};
/**
 * Takes the server's answers to one's own mutations (S5, S22). An accepted one leaves the outbox
 * where its effect is in the base already (`effectsApplied`), otherwise it is noted and waits; a
 * refused one is kept aside with its reason. Gives the sequence numbers that left the outbox.
 */
function settleResults(statements, results, effectsApplied) {
  const settled = [];
  for (const result of results) {
    const pending = findPending(statements, result.seq);
    if (pending === void 0 || pending.id !== result.id) continue;
    if (result.ok && !effectsApplied) {
      noteSent(statements, pending.seq, result.version ?? 0);
      continue;
    }
    if (!result.ok) keepRefused(statements, pending, result.error ?? unexplained);
    removeFromOutbox(statements, pending.seq);
    settled.push(pending.seq);
  }
  return settled;
}

// apps/desktop/src/engine/sync/apply.ts
/** Applies one page of a pull in one transaction (S12, S15, S21, S22). */
function applyPage(statements, userId, page) {
  return inTransaction(statements, () => {
    const changes = [];
    const rebuilt = startEpoch(statements, page.epoch);
    const { purged, changed } = reconcileScopes(statements, page.scopes, changes);
    const scopes = readScopes(statements);
    writeEntries(statements, scopes, page.entries);
    writeRows(statements, page.rows, changes);
    for (const [scope, cursor] of Object.entries(page.cursors))
      advance(statements, scopes.get(scope), cursor);
    for (const [scope, head] of Object.entries(page.heads ?? {})) noteSeen(statements, scope, head);
    if (!page.more) finishPull(statements, changes);
    return finish(statements, userId, {
      changes,
      settled: settleResults(statements, page.more ? [] : (page.results ?? []), true),
      rebuild: rebuilt || changed,
      purged,
      pullNeeded: page.more,
    });
  });
}
/** Applies what the server sent by itself. Entries apply at once, also past a gap; only the cursor waits (S14). */
function applyDelta(statements, userId, delta) {
  return inTransaction(statements, () => {
    const changes = [];
    if (readMeta(statements, 'epoch') !== delta.epoch)
      return finish(statements, userId, {
        changes,
        settled: [],
        rebuild: false,
        purged: false,
        pullNeeded: true,
      });
    const scopes = readScopes(statements);
    const sawGone = writeEntries(statements, scopes, delta.entries);
    writeRows(statements, delta.rows, changes);
    let pullNeeded = sawGone;
    let headsOnly = false;
    for (const [scope, chain] of Object.entries(delta.scopes)) {
      headsOnly ||= chain.from === chain.version;
      if (!follow(statements, scopes.get(scope), chain)) pullNeeded = true;
    }
    return finish(statements, userId, {
      changes,
      settled: settleResults(statements, delta.results ?? [], !headsOnly),
      rebuild: false,
      purged: false,
      pullNeeded,
    });
  });
}
/** Notes the answers to a push: what is accepted waits for its effect, what is refused is kept aside (S22). */
function applyAnswers(statements, userId, results) {
  return inTransaction(statements, () => {
    return finish(statements, userId, {
      changes: [],
      settled: settleResults(statements, results, false),
      rebuild: false,
      purged: false,
      pullNeeded: false,
    });
  });
}
function inTransaction(statements, work) {
  return statements.database.transaction(work).immediate();
}
/** A new epoch means another life of the server's data: the base is fetched again, the outbox stays (S19). */
function startEpoch(statements, epoch) {
  const known = readMeta(statements, 'epoch');
  if (known === epoch) return false;
  writeMeta(statements, 'epoch', epoch);
  if (known === void 0) return false;
  clearBase(
    statements,
    allModels.map((model) => model.table),
  );
  return true;
}
/** Takes the person's full set of scopes: a new one is read from its start, a lost one is purged at once (S11). */
function reconcileScopes(statements, scopes, changes) {
  const held = readScopes(statements);
  const lost = [...held.keys()].filter((scope) => !scopes.includes(scope));
  const gained = scopes.filter((scope) => !held.has(scope));
  for (const scope of lost)
    for (const row of dropScope(statements, scope)) changes.push(deleteBase(statements, row.tbl, row.id));
  for (const scope of gained) addScope(statements, scope);
  return {
    purged: lost.length > 0,
    changed: lost.length + gained.length > 0,
  };
}
/** Keeps the entries of held scopes that are not behind their cursor. Says whether a row left a scope. */
function writeEntries(statements, scopes, entries) {
  let sawGone = false;
  for (const entry of entries) {
    const scope = scopes.get(entry.scope);
    if (scope === void 0 || isBehind(scope.cursor, entry)) continue;
    if (writeEntry(statements, entry) && entry.gone === true) sawGone = true;
  }
  return sawGone;
}
/** Keeps the rows that a held scope names: a message from before a revoke brings nothing back. */
function writeRows(statements, rows, changes) {
  for (const row of rows) {
    if (!isLive(statements, row.table, row.id)) continue;
    const change = writeBase(statements, row);
    if (change !== void 0) changes.push(change);
  }
}
/** Moves a cursor to where a page ends, unless deltas have taken it further meanwhile. */
function advance(statements, scope, cursor) {
  if (scope === void 0) return;
  if (!(isFinished(scope.cursor) && scope.cursor.version > cursor.version))
    writeCursor(statements, scope.scope, cursor);
}
/** The gap rule (S14). Gives false where something before this delta is missing. */
function follow(statements, scope, chain) {
  if (scope === void 0) return false;
  noteSeen(statements, scope.scope, chain.version);
  if (!isFinished(scope.cursor)) return false;
  if (scope.cursor.version < chain.from) return false;
  if (chain.version > scope.cursor.version) writeCursor(statements, scope.scope, { version: chain.version });
  return true;
}
/** Rows are deleted only here, when every scope has been read to one snapshot (S12). */
function finishPull(statements, changes) {
  for (const row of findOrphans(statements)) changes.push(deleteBase(statements, row.tbl, row.id));
  dropSpentGoneMarks(statements);
  writeMeta(statements, 'synced', '1');
}
/** Brings the overlay in line with the base, in the same transaction (S21). */
function finish(statements, userId, done) {
  const { changes, settled, purged, pullNeeded } = done;
  const actor = readActor(statements, userId);
  const rows = changes.map(({ table, id }) => ({
    table,
    id,
  }));
  let touched = [];
  if (done.rebuild) rebuildOverlay(statements, actor);
  else if (rows.length > 0 || settled.length > 0) touched = rebase(statements, actor, rows, settled);
  return {
    changes,
    touched: done.rebuild
      ? allModels.map((model) => ({
          table: model.table,
          id: '*',
        }))
      : [...rows, ...touched],
    pullNeeded,
    settled: settled.length > 0,
    purged,
  };
}
/** Whoever is signed in, with the scopes that the server named last. */
function readActor(statements, userId) {
  return {
    userId,
    scopes: new Set(readScopes(statements).keys()),
  };
}

// shared/src/protocol/versions.ts
/**
 * The wire protocol. One line of history per step:
 * 1: first version.
 */
const PROTOCOL_VERSION = 1;
/**
 * The shapes of synced rows. One line of history per step:
 * 1: user, division, membership, project, ticket, thread, message, activity, overwrite.
 */
const SCHEMA_VERSION = 1;

// apps/desktop/src/engine/sync/backoff.ts
const FIRST_MS = 500;
const LONGEST_MS = 3e4;
/**
 * How long to wait before the next try, in milliseconds: it doubles with each failed one, with half
 * of it by chance, so that many clients do not come back at the same moment.
 */
function backoff(failures, randomBytes) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  const share = (randomBytes(1)[0] ?? 0) / 255;
  return Math.round(full / 2 + (full / 2) * share);
}

// apps/desktop/src/engine/store/migrations.ts
/**
 * The steps of the file's shape, oldest first; a step never changes once it has shipped. The
 * tables of entities are not here: they are made from the models (model-tables.ts).
 */
const migrations = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- How far each scope was read (tbl, row_id, at: inside a pull), and the highest version heard of (S14).
  CREATE TABLE scope (
    scope TEXT PRIMARY KEY, version INTEGER NOT NULL, tbl TEXT, row_id TEXT, at INTEGER, seen INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- The newest entry of each row in each scope (S12).
  CREATE TABLE entry (
    tbl TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, version INTEGER NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY (tbl, id, scope)
  ) WITHOUT ROWID;
  CREATE INDEX entry_scope ON entry (scope);
  CREATE INDEX entry_gone ON entry (tbl, id) WHERE gone = 1;

  -- Rows of tables that this version does not know (S24).
  CREATE TABLE raw_row (
    tbl TEXT NOT NULL, id TEXT NOT NULL, row_version INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (tbl, id)
  ) WITHOUT ROWID;

  -- The person's changes that the server has not finally answered.
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'doubtful')), version INTEGER
  );

  -- What each of them read and wrote when it last ran here; the key of a query is * (S21).
  CREATE TABLE touch (
    tbl TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, wrote INTEGER NOT NULL, PRIMARY KEY (tbl, key, seq)
  ) WITHOUT ROWID;
  CREATE INDEX touch_seq ON touch (seq);

  -- Changes that were not accepted, until their author retries or discards them (S22).
  CREATE TABLE refused (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL, error TEXT NOT NULL
  );
  `,
];

// apps/desktop/src/engine/store/model-tables.ts
/**
 * Makes what is missing of each model's tables: `<table>_base` holds what the server said,
 * `<table>_overlay` what pending mutations make of it, the view `<table>` joins them (S20), and
 * each has its full text (S26). A row's truth is its JSON in `data`; columns copy the fields that
 * are filtered and sorted by, so a new column of a model is filled from there.
 */
function ensureModelTables(database, models) {
  for (const model of models) {
    ensureTable(database, model, `${model.table}_base`, 'row_version INTEGER NOT NULL, data TEXT NOT NULL');
    ensureTable(database, model, `${model.table}_overlay`, 'data TEXT, deleted INTEGER NOT NULL DEFAULT 0');
    ensureView(database, model);
  }
}
function ensureTable(database, model, table, content) {
  database.exec(
    `CREATE TABLE IF NOT EXISTS "${table}" (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ${content})`,
  );
  ensureColumns(database, model, table);
  for (const columns of model.indexes) {
    const sorted = columns.map((column) => `"${sortColumn(model, column)}"`).join(', ');
    database.exec(`CREATE INDEX IF NOT EXISTS "${table}_${columns.join('_')}" ON "${table}" (${sorted}, id)`);
  }
  ensureText(database, model, table);
}
function ensureColumns(database, model, table) {
  const present = new Set(
    database
      .prepare('SELECT name FROM pragma_table_xinfo(?)')
      .all(table)
      .map((column) => column.name),
  );
  const add = (column, definition) => {
    if (present.has(column)) return false;
    database.exec(`ALTER TABLE "${table}" ADD COLUMN "${column}" ${definition}`);
    return true;
  };
  for (const column of model.columns)
    if (add(column, ''))
      database.exec(`UPDATE "${table}" SET "${column}" = json_extract(data, '$.${column}')`);
  for (const [column, values] of Object.entries(model.ranks ?? {})) {
    const cases = values.map((value, rank) => `WHEN '${value}' THEN ${rank}`).join(' ');
    add(rankColumn(column), `GENERATED ALWAYS AS (CASE "${column}" ${cases} ELSE -1 END) VIRTUAL`);
  }
  for (const field of model.searchable)
    if (!model.columns.includes(field))
      add(field, `GENERATED ALWAYS AS (json_extract(data, '$.${field}')) VIRTUAL`);
}
function ensureView(database, model) {
  const columns = model.columns.map((column) => `, "${column}"`).join('');
  const base = `"${model.table}_base"`;
  const overlay = `"${model.table}_overlay"`;
  database.exec(`
    DROP VIEW IF EXISTS "${model.table}";
    CREATE VIEW "${model.table}" AS
      SELECT id, data, 0 AS waiting${columns} FROM ${base}
        WHERE NOT EXISTS (SELECT 1 FROM ${overlay} AS o WHERE o.id = ${base}.id)
      UNION ALL
      SELECT id, data, 1 AS waiting${columns} FROM ${overlay} WHERE deleted = 0;
  `);
}
/** Full text beside a table, kept by triggers, so that it is never out of step with its rows. */
function ensureText(database, model, table) {
  if (model.searchable.length === 0) return;
  const text = `${table}_text`;
  if (database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(text) !== void 0) return;
  const names = model.searchable.map((column) => `"${column}"`).join(', ');
  const values = (row) => model.searchable.map((column) => `${row}."${column}"`).join(', ');
  const add = `INSERT INTO "${text}" (rowid, ${names}) VALUES (new.rid, ${values('new')});`;
  const drop = `INSERT INTO "${text}" ("${text}", rowid, ${names}) VALUES ('delete', old.rid, ${values('old')});`;
  const differs = model.searchable.map((column) => `old."${column}" IS NOT new."${column}"`).join(' OR ');
  database.exec(`
    CREATE VIRTUAL TABLE "${text}" USING fts5 (
      ${names}, content='${table}', content_rowid='rid', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    );
    INSERT INTO "${text}" ("${text}", rank) VALUES ('secure-delete', 1);
    CREATE TRIGGER "${text}_add" AFTER INSERT ON "${table}" BEGIN ${add} END;
    CREATE TRIGGER "${text}_drop" AFTER DELETE ON "${table}" BEGIN ${drop} END;
    CREATE TRIGGER "${text}_change" AFTER UPDATE ON "${table}" WHEN ${differs} BEGIN ${drop} ${add} END;
  `);
}

// apps/desktop/src/engine/store/database.ts
/**
 * Opens the account's file, or makes it, and brings it to the current shape (S20, S24). Waits for
 * the disk at each commit, so that what was confirmed survives a power cut.
 */
function openDatabase(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('cache_size = -16000');
  migrate(database);
  database.transaction(() => ensureModelTables(database, allModels)).immediate();
  return database;
}
function migrate(database) {
  const current = Number(database.pragma('user_version', { simple: true }));
  if (current > migrations.length)
    throw new Error('This data was written by a newer version of Holdfast. Install that version to open it.');
  for (const [index, sql] of migrations.slice(current).entries())
    database
      .transaction(() => {
        database.exec(sql);
        database.pragma(`user_version = ${current + index + 1}`);
      })
      .immediate();
}

// apps/desktop/src/engine/store/statements.ts
/** Prepares each statement once and keeps it. */
var Statements = class {
  prepared = /* @__PURE__ */ new Map();
  database;
  constructor(database) {
    this.database = database;
  }
  /** The first row of the result. The caller names the shape that its SQL selects. */
  get(sql, ...values) {
    return this.statement(sql).get(...values);
  }
  all(sql, ...values) {
    return this.statement(sql).all(...values);
  }
  /** Runs it and says how many rows changed. */
  run(sql, ...values) {
    return this.statement(sql).run(...values).changes;
  }
  statement(sql) {
    const known = this.prepared.get(sql);
    if (known !== void 0) return known;
    const made = this.database.prepare(sql);
    this.prepared.set(sql, made);
    return made;
  }
};

// apps/desktop/src/engine/session/account.ts
const pointerSchema = z.object({
  server: z.string(),
  userId: z.string(),
  name: z.string(),
});
/** Remembers the account, whole or not at all. */
function writePointer(folder, pointer) {
  const file = path.join(folder, 'account.json');
  writeFileSync(`${file}.new`, JSON.stringify(pointer));
  renameSync(`${file}.new`, file);
}
/** Opens the file of one person on one server; each pair has its own, and its own client id (S7). */
function openAccount(environment, folder, pointer) {
  const name = createHash('sha256').update(`${pointer.server} ${pointer.userId}`).digest('hex').slice(0, 16);
  const accountFolder = path.join(folder, 'accounts', name);
  const database = openDatabase(path.join(accountFolder, 'holdfast.db'));
  const statements = new Statements(database);
  database
    .transaction(() => {
      if (readMeta(statements, 'clientId') === void 0)
        writeMeta(statements, 'clientId', newClientId(environment));
      writeMeta(statements, 'userId', pointer.userId);
      writeMeta(statements, 'server', pointer.server);
      rebuildOverlay(statements, readActor(statements, pointer.userId));
    })
    .immediate();
  writePointer(folder, {
    server: pointer.server,
    userId: pointer.userId,
    name: pointer.name,
  });
  return {
    ...pointer,
    folder: accountFolder,
    statements,
    close: () => database.close(),
  };
}
function newClientId(environment) {
  return createIdSource(() => environment.clock.now(), environment.randomBytes)();
}

// apps/desktop/src/engine/sync/exchange.ts
/** How often the connection is measured and stale scopes are asked for, in milliseconds (S17). */
const CHECK_MS = 25e3;
const WAIT_IF_BUSY_MS = 1e3;
/** Pushes, pulls and follows deltas over one open connection. One push and one pull are under way at a time. */
var Exchange = class {
  stopped = false;
  pulling = false;
  pullAgain = false;
  pushing = false;
  /** Everything up to this sequence number was pushed over this connection. */
  pushedUpTo = 0;
  resent = false;
  cancelCheck = () => {};
  connection;
  account;
  environment;
  events;
  constructor(connection, account, environment, events) {
    this.connection = connection;
    this.account = account;
    this.environment = environment;
    this.events = events;
  }
  start() {
    this.requestPull();
    this.requestPush();
    this.scheduleCheck();
  }
  stop() {
    this.stopped = true;
    this.cancelCheck();
  }
  follow(delta) {
    if (this.stopped) return;
    const applied = applyDelta(this.account.statements, this.account.userId, delta);
    this.events.applied(applied, this.pulling);
    if (applied.pullNeeded) this.requestPull();
  }
  requestPull() {
    this.pullAgain = true;
    if (!this.pulling) this.guard(this.pullToTheEnd());
  }
  requestPush() {
    if (this.pushing || readMeta(this.account.statements, 'epoch') === void 0) return;
    this.guard(this.pushAll());
  }
  guard(work) {
    work.catch((error) => {
      if (this.stopped) return;
      const problem =
        error instanceof HoldfastError
          ? error
          : new HoldfastError('UNKNOWN_ERROR', 'Synchronising failed.', { cause: error });
      this.events.failed(problem);
    });
  }
  async pullToTheEnd() {
    this.pulling = true;
    try {
      while (this.pullAgain && !this.stopped) {
        this.pullAgain = false;
        while (await this.pullPage());
      }
    } finally {
      this.pulling = false;
    }
    if (this.stopped) return;
    this.events.caughtUp();
    this.requestPush();
  }
  /** Says whether more is to come. */
  async pullPage() {
    const page = await this.whenNotBusy(() => this.connection.pull(this.pullRequest()));
    if (page === void 0) return false;
    const applied = applyPage(this.account.statements, this.account.userId, page);
    this.events.applied(applied, page.more);
    return page.more;
  }
  pullRequest() {
    const { statements } = this.account;
    const epoch = readMeta(statements, 'epoch');
    const cursors = Object.fromEntries(
      [...readScopes(statements)].map(([scope, state]) => [scope, state.cursor]),
    );
    return {
      acked: readAcked(statements),
      cursors,
      limit: limits.pullEntries,
      ...(epoch === void 0 ? {} : { epoch }),
    };
  }
  async pushAll() {
    this.pushing = true;
    try {
      while (!this.stopped && (await this.pushSome()));
    } finally {
      this.pushing = false;
    }
  }
  /** Says whether there may be more to push. */
  async pushSome() {
    const { statements } = this.account;
    const mutations = takeUnsent(statements, this.pushedUpTo, limits.pushMutations, limits.pushBytes);
    const last = mutations.at(-1);
    if (last === void 0) return false;
    const epoch = readMeta(statements, 'epoch') ?? '';
    try {
      const acked = readAcked(statements);
      const answer = await this.whenNotBusy(() =>
        this.connection.push({
          epoch,
          acked,
          mutations,
        }),
      );
      if (answer === void 0) return false;
      this.pushedUpTo = last.seq;
      this.events.applied(applyAnswers(statements, this.account.userId, answer.results), this.pulling);
      this.events.outboxChanged();
      return true;
    } catch (error) {
      return this.mendConflict(error);
    }
  }
  /** The server counts this client's changes otherwise: send what it lacks, or count anew (S6). */
  mendConflict(error) {
    if (this.stopped || !(error instanceof HoldfastError) || error.code !== 'CONFLICT') throw error;
    const { statements } = this.account;
    if (error.details.reason === 'epoch') {
      this.requestPull();
      return false;
    }
    const known = error.details.lastSeq;
    const first = readOutbox(statements)[0]?.seq;
    if (
      error.details.reason === 'gap' &&
      known !== void 0 &&
      first !== void 0 &&
      first <= known + 1 &&
      !this.resent
    ) {
      this.resent = true;
      this.pushedUpTo = known;
      return true;
    }
    this.countAnew();
    throw new HoldfastError('CONNECTION_ERROR', 'Connecting again under a new number.', { cause: error });
  }
  countAnew() {
    const { statements, userId } = this.account;
    const work = () => {
      renumberOutbox(statements, newClientId(this.environment));
      rebuildOverlay(statements, readActor(statements, userId));
    };
    statements.database.transaction(work).immediate();
  }
  /** Asks again after the time that the server named, as long as the connection stands. */
  async whenNotBusy(ask) {
    while (!this.stopped)
      try {
        const answer = await ask();
        return this.stopped ? void 0 : answer;
      } catch (error) {
        const wait = busyFor(error);
        if (wait === void 0 || this.stopped) throw error;
        await new Promise((resolve) => this.environment.clock.after(wait, resolve));
      }
  }
  scheduleCheck() {
    this.cancelCheck = this.environment.clock.after(CHECK_MS, () => this.guard(this.check()));
  }
  /** Finds a last delta that was lost (S17), and measures the line. */
  async check() {
    const scopes = [...readScopes(this.account.statements).values()].filter((state) =>
      isFinished(state.cursor),
    );
    const heads = Object.fromEntries(scopes.map((state) => [state.scope, state.cursor.version]));
    const asked = this.environment.clock.now();
    const answer = await this.connection.ping({ heads });
    if (this.stopped) return;
    this.events.measured(this.environment.clock.now() - asked);
    if (answer.stale.length > 0 || answer.results.length > 0) this.requestPull();
    this.scheduleCheck();
  }
};
function busyFor(error) {
  if (!(error instanceof HoldfastError)) return void 0;
  if (error.code !== 'SERVER_BUSY' && error.code !== 'RATE_LIMIT_EXCEEDED') return void 0;
  return error.details.retryAfterMs ?? WAIT_IF_BUSY_MS;
}

// apps/desktop/src/engine/sync/sync-client.ts
/** After so many failed tries in a row, people are told "offline" instead of "connecting". */
const OFFLINE_AFTER = 2;
/** An update or a sign-in does not come by itself: try rarely, in milliseconds. */
const RARELY_MS = 3e5;
/** Keeps a connection to the server as long as it runs: connects, comes back, says how it stands. */
var SyncClient = class {
  line;
  connection;
  exchange;
  cancelRetry = () => {};
  failures = 0;
  running = false;
  networkThere = true;
  /** Tells callbacks of an earlier try apart. */
  attempt = 0;
  account;
  tokens;
  environment;
  events;
  constructor(account, tokens, environment, events) {
    this.account = account;
    this.tokens = tokens;
    this.environment = environment;
    this.events = events;
    this.line = this.lineNow('connecting');
  }
  state() {
    return this.line;
  }
  start() {
    this.running = true;
    this.connect();
  }
  stop() {
    this.running = false;
    this.drop();
  }
  /** The person asks to try at once, or the network came back. */
  tryNow() {
    if (!this.running || this.connection !== void 0) return;
    this.cancelRetry();
    this.connect();
  }
  setNetwork(online) {
    this.networkThere = online;
    if (online) {
      this.tryNow();
      return;
    }
    this.exchange?.requestPull();
  }
  /** There is something new in the outbox. */
  requestPush() {
    this.exchange?.requestPush();
  }
  connect() {
    this.attempt += 1;
    const attempt = this.attempt;
    if (this.failures < OFFLINE_AFTER) this.setLine('connecting');
    else this.setLine(this.line.state);
    this.open(attempt).catch((error) => {
      if (attempt !== this.attempt) return;
      this.closed(
        error instanceof HoldfastError
          ? error
          : new HoldfastError('UNKNOWN_ERROR', 'Connecting failed.', { cause: error }),
      );
    });
  }
  async open(attempt) {
    const token = await this.tokens.current();
    if (attempt !== this.attempt || !this.running) return;
    const { statements, server } = this.account;
    const epoch = readMeta(statements, 'epoch');
    const handshake = {
      token,
      clientId: readMeta(statements, 'clientId') ?? '',
      protocol: 1,
      schema: 1,
      ...(epoch === void 0 ? {} : { epoch }),
    };
    const current = (work) => () => attempt === this.attempt && work();
    this.connection = this.environment.transport(server, handshake, {
      opened: current(() => this.opened()),
      closed: (problem) => attempt === this.attempt && this.closed(problem),
      delta: (delta) => attempt === this.attempt && this.follow(delta),
      scopes: current(() => this.exchange?.requestPull()),
      revoked: (problem) => attempt === this.attempt && this.closed(problem),
      draining: (reconnectAfterMs) => attempt === this.attempt && this.leave(reconnectAfterMs),
    });
  }
  opened() {
    if (this.connection === void 0) return;
    this.exchange = new Exchange(this.connection, this.account, this.environment, {
      ...this.events,
      caughtUp: () => {
        this.failures = 0;
        if (this.line.state !== 'live') this.setLine('live');
        this.events.caughtUp();
      },
      measured: (roundTripMs) => {
        this.line = {
          ...this.line,
          roundTripMs,
        };
        this.events.lineChanged();
      },
      failed: (problem) => this.closed(problem),
    });
    this.exchange.start();
  }
  follow(delta) {
    try {
      this.exchange?.follow(delta);
    } catch (error) {
      this.closed(new HoldfastError('UNKNOWN_ERROR', 'A change could not be applied.', { cause: error }));
    }
  }
  /** The server goes away on purpose and says when to come back. */
  leave(reconnectAfterMs) {
    this.drop();
    this.retryIn(reconnectAfterMs, 'connecting', 'The server is restarting.');
  }
  closed(problem) {
    this.drop();
    if (!this.running) return;
    this.environment.log('connection closed', {
      code: problem.code,
      message: problem.message,
      cause: String(problem.cause ?? ''),
    });
    if (problem.code === 'TOKEN_EXPIRED' && this.failures === 0) {
      this.failures += 1;
      this.tokens.expire();
      this.connect();
      return;
    }
    this.failures += 1;
    if (problem.code === 'TOKEN_EXPIRED') this.tokens.expire();
    if (problem.code === 'AUTHENTICATION_FAILED' || problem.code === 'AUTHORIZATION_FAILED') {
      this.retryIn(RARELY_MS, 'sign-in-needed', problem.message);
      this.events.signInNeeded(problem);
      return;
    }
    if (problem.code === 'UPGRADE_REQUIRED') {
      this.retryIn(RARELY_MS, 'update-needed', problem.message);
      return;
    }
    const wait = Math.max(
      problem.details.retryAfterMs ?? 0,
      backoff(this.failures, this.environment.randomBytes),
    );
    const offline = this.failures >= OFFLINE_AFTER || !this.networkThere;
    this.retryIn(wait, offline ? 'offline' : 'connecting', problem.message);
  }
  retryIn(milliseconds, state, problem) {
    this.cancelRetry = this.environment.clock.after(milliseconds, () => this.connect());
    this.setLine(state, this.environment.clock.now() + milliseconds, problem);
  }
  drop() {
    this.attempt += 1;
    this.cancelRetry();
    this.exchange?.stop();
    this.exchange = void 0;
    this.connection?.close();
    this.connection = void 0;
  }
  setLine(state, nextTryAt, problem) {
    const since = state === this.line.state ? this.line.since : this.environment.clock.now();
    const roundTripMs = state === 'live' ? this.line.roundTripMs : void 0;
    this.line = {
      ...this.lineNow(state),
      since,
      nextTryAt,
      problem,
      roundTripMs,
    };
    this.events.lineChanged();
  }
  lineNow(state) {
    return {
      state,
      since: this.environment.clock.now(),
      nextTryAt: void 0,
      problem: void 0,
      roundTripMs: void 0,
    };
  }
};

// apps/desktop/src/engine/live-session.ts
/** Days without a network may leave thousands of changes; a person reads the first of them. */
const MOST_LISTED = 100;
/** One person's account at work: their data, their live queries, their connection. */
var LiveSession = class {
  sync;
  announcer;
  newId;
  queries = /* @__PURE__ */ new Map();
  stale = /* @__PURE__ */ new Set();
  flushPlanned = false;
  /** Everything arrives for the first time; ends with the first pull that does. */
  firstSync;
  /** Rows that the first sync has brought so far. */
  received = 0;
  account;
  tokens;
  environment;
  events;
  constructor(account, tokens, environment, events) {
    this.account = account;
    this.tokens = tokens;
    this.environment = environment;
    this.events = events;
    this.firstSync = !this.isSynced();
    this.newId = createIdSource(() => environment.clock.now(), environment.randomBytes);
    this.announcer = new Announcer(account.statements, account.userId, (notice) => events.announce(notice));
    this.sync = new SyncClient(account, tokens, environment, {
      applied: (applied, catchingUp) => this.applied(applied, catchingUp),
      caughtUp: () => this.caughtUp(),
      outboxChanged: () => this.outboxChanged(),
      lineChanged: () => events.connectionChanged(),
      signInNeeded: (problem) => events.signInNeeded(problem),
    });
  }
  /** Whether everything that the person may see has arrived once. */
  isSynced() {
    return readMeta(this.account.statements, 'synced') === '1';
  }
  /** Saves a change on this device and sends it as soon as it can. It is on disk when this returns (S20). */
  mutate(name, args) {
    const { statements, userId } = this.account;
    const id = this.newId();
    const at = formatTime(this.environment.clock.now());
    const written = writeMutation(statements, readActor(statements, userId), {
      id,
      name,
      args,
      at,
    });
    this.refresh(written);
    this.outboxChanged();
    this.sync.requestPush();
    return { id };
  }
  /** Makes a change that was not accepted once more; the old one goes only if that worked. */
  retry(id) {
    const refused = this.findRefused(id);
    const again = this.mutate(refused.name, refused.args);
    this.discard(id);
    return again;
  }
  discard(id) {
    this.findRefused(id);
    removeRefused(this.account.statements, id);
    this.outboxChanged();
  }
  /** Follows a query until the result is called. Throws INVALID_MESSAGE for a table or column that there is not. */
  watchRows(query, listener) {
    const model = findModel(query.table);
    if (model === void 0)
      throw new HoldfastError('INVALID_MESSAGE', `There is no table called ${query.table}.`);
    const live = new LiveQuery(model, query, listener);
    this.queries.set(live, query.table);
    live.refresh(this.account.statements);
    return () => this.queries.delete(live);
  }
  connection() {
    const { statements } = this.account;
    const lastSyncAt = readMeta(statements, 'lastSyncAt');
    return {
      ...this.sync.state(),
      lastSyncAt: lastSyncAt === void 0 ? void 0 : Number(lastSyncAt),
      waiting: countOutbox(statements),
      refused: countRefused(statements),
      received: this.firstSync ? this.received : void 0,
    };
  }
  changes() {
    const { statements } = this.account;
    const find = (table, id) => readView(statements, table, id);
    return {
      waiting: readOutbox(statements, MOST_LISTED).map((mutation) => describeWaiting(mutation, find)),
      refused: readRefused(statements).map((mutation) => describeRefused(mutation, find)),
    };
  }
  stop() {
    this.sync.stop();
    this.queries.clear();
    this.account.close();
  }
  findRefused(id) {
    const refused = readRefused(this.account.statements).find((mutation) => mutation.id === id);
    if (refused === void 0) throw new HoldfastError('NOT_FOUND', 'This change is not in the list any more.');
    return refused;
  }
  applied(applied, catchingUp) {
    if (this.firstSync) this.received += applied.changes.length;
    else this.announcer.collect(applied.changes);
    if (!catchingUp) this.announcer.flush();
    this.refresh(applied.touched);
    if (applied.settled) this.outboxChanged();
    if (this.firstSync) this.events.connectionChanged();
    if (applied.purged) this.account.statements.database.pragma('wal_checkpoint(TRUNCATE)');
  }
  caughtUp() {
    writeMeta(this.account.statements, 'lastSyncAt', String(this.environment.clock.now()));
    this.announcer.flush();
    if (this.firstSync) {
      this.firstSync = false;
      this.events.sessionChanged();
    }
    this.events.connectionChanged();
  }
  outboxChanged() {
    this.events.changesChanged();
    this.events.connectionChanged();
  }
  /** Asks the live queries of changed tables again, once for all that changed in this turn. */
  refresh(rows) {
    for (const row of rows) this.stale.add(row.table);
    if (this.stale.size === 0 || this.flushPlanned) return;
    this.flushPlanned = true;
    this.environment.clock.after(0, () => this.flushQueries());
  }
  flushQueries() {
    this.flushPlanned = false;
    const tables = new Set(this.stale);
    this.stale.clear();
    for (const [query, table] of this.queries) if (tables.has(table)) query.refresh(this.account.statements);
  }
};

// shared/src/protocol/sign-in.ts
/** `POST /auth/sign-in`. */
const signInRequestSchema = z.object({
  email: z.email({ error: 'Give the e-mail address as name@example.org.' }).max(254).toLowerCase(),
  password: z.string().min(1).max(1024),
  /** The device's name, shown in the list of devices. */
  device: z.string().min(1).max(limits.nameLength),
});
/** `POST /auth/refresh` and `POST /auth/sign-out`. */
const refreshRequestSchema = z.object({ refreshToken: z.string().min(1).max(512) });
const signedInSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.string(),
  }),
});

// apps/desktop/src/engine/session/tokens.ts
/** Gives access tokens of a session, and renews it when they run out. */
var TokenSource = class {
  access;
  renewing;
  post;
  server;
  refreshToken;
  /** Told each new refresh token so that it is kept. */
  onRenewed;
  constructor(post, server, refreshToken, onRenewed) {
    this.post = post;
    this.server = server;
    this.refreshToken = refreshToken;
    this.onRenewed = onRenewed;
  }
  /** Takes the tokens of a fresh sign-in. */
  accept(signedIn) {
    this.access = signedIn.accessToken;
    this.refreshToken = signedIn.refreshToken;
  }
  /** The token to connect with. Throws AUTHENTICATION_FAILED where one must sign in again. */
  async current() {
    return this.access ?? (await this.renew());
  }
  /** Forgets the access token: the server said that it has run out. */
  expire() {
    this.access = void 0;
  }
  /** Ends the session on the server. What goes wrong is of no use to anybody who leaves. */
  async signOut() {
    if (this.refreshToken === void 0) return;
    await this.post(String(new URL('/auth/sign-out', this.server)), { refreshToken: this.refreshToken });
  }
  renew() {
    this.renewing ??= this.askAgain().finally(() => {
      this.renewing = void 0;
    });
    return this.renewing;
  }
  async askAgain() {
    if (this.refreshToken === void 0)
      throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in again to send and receive changes.');
    const renewed = await askForTokens(this.post, new URL('/auth/refresh', this.server), {
      refreshToken: this.refreshToken,
    });
    this.accept(renewed);
    this.onRenewed(renewed.refreshToken);
    return renewed.accessToken;
  }
};
async function askForTokens(post, url, body) {
  const answer = await post(String(url), body).catch((cause) => {
    throw new HoldfastError(
      'CONNECTION_ERROR',
      `No server answers at ${url.origin}. Check the address and the network.`,
      { cause },
    );
  });
  const signedIn = signedInSchema.safeParse(answer.body);
  if (answer.status === 200 && signedIn.success) return signedIn.data;
  const refused = z.object({ error: wireErrorSchema }).safeParse(answer.body);
  if (!refused.success)
    throw new HoldfastError(
      'CONNECTION_ERROR',
      `${url.origin} answers, but not as a Holdfast server does. Check the address.`,
    );
  const { code, message, ...details } = refused.data.error;
  throw new HoldfastError(code, message, details);
}

// shared/src/protocol/mutation.ts
/** A change that a person made, as it travels and as it waits in the outbox (S2). */
const mutationSchema = z.object({
  id: idSchema,
  seq: z.number().int().positive(),
  name: z.string().min(1).max(100),
  args: z.json(),
  at: timeSchema,
  /** Ids of one's own pending mutations that the `was` values came from (S27). */
  after: z.array(idSchema).max(100).optional(),
});
/** The server's final answer to one mutation (S5). */
const resultSchema = z.object({
  seq: z.number().int().positive(),
  id: idSchema,
  ok: z.boolean(),
  version: z.number().int().positive().optional(),
  error: wireErrorSchema.optional(),
});

// shared/src/protocol/stream.ts
/** "This row is (or is no longer) in this scope, as of this version" (S9). */
const entrySchema = z.object({
  scope: z.string(),
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  gone: z.boolean().optional(),
});
/** A row's whole content, once per message however many scopes name it (S12). */
const wireRowSchema = z.object({
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  data: z.record(z.string(), z.json()),
});
/**
 * How far a client has read a scope. With `version` alone: everything up to it. With `table` and
 * `id` too: inside a pull, everything up to that place in the order (version, table, id), begun
 * when the scope stood at `at` (S15).
 */
const cursorSchema = z.object({
  version: z.number().int().nonnegative(),
  table: z.string().optional(),
  id: z.string().optional(),
  at: z.number().int().nonnegative().optional(),
});

// shared/src/protocol/delta.ts
/**
 * `sync:delta`: what a commit, or a run of commits, changed in the receiver's scopes (S13).
 * `from` is where the sender's chain of that scope stood before. A scope whose `from` equals its
 * `version` is a head only: too much changed to send, so whoever stands below it pulls.
 */
const deltaSchema = z.object({
  epoch: z.string(),
  version: z.number().int().nonnegative(),
  scopes: z.record(
    z.string(),
    z.object({
      from: z.number().int().nonnegative(),
      version: z.number().int().nonnegative(),
    }),
  ),
  entries: z.array(entrySchema),
  rows: z.array(wireRowSchema),
  /** The receiver's own. */
  results: z.array(resultSchema).optional(),
});

// shared/src/protocol/ping.ts
/** `ping`: asks for the server's time; also measures the connection. `heads` are the client's finished cursors (S17). */
const pingRequestSchema = z.object({ heads: z.record(z.string().max(200), z.number().int().nonnegative()) });
/** The server's time in milliseconds, the scopes that have moved past the client, and answers not yet acknowledged. */
const pingResponseSchema = z.object({
  at: z.number(),
  stale: z.array(z.string()),
  results: z.array(resultSchema),
});

// shared/src/protocol/pull.ts
/** `sync:pull`: what has happened in one's scopes since the cursors; a scope without a cursor is read from its start. */
const pullRequestSchema = z.object({
  /** Absent on the very first pull. */
  epoch: z.string().max(100).optional(),
  acked: z.number().int().nonnegative(),
  cursors: z.record(z.string().max(200), cursorSchema),
  limit: z.number().int().positive().max(limits.pullEntries),
});
/** One page. `heads` and `results` come with the last page (`more: false`) only (S15). */
const pullResponseSchema = z.object({
  epoch: z.string(),
  /** The person's full set of scopes, read in the page's snapshot (S11). */
  scopes: z.array(z.string()),
  cursors: z.record(z.string(), cursorSchema),
  heads: z.record(z.string(), z.number().int().nonnegative()).optional(),
  entries: z.array(entrySchema),
  rows: z.array(wireRowSchema),
  results: z.array(resultSchema).optional(),
  more: z.boolean(),
});
/** What the acknowledgement carries: the page itself, or its JSON compressed with deflate. */
const pullEnvelopeSchema = z.union([
  z.object({ page: pullResponseSchema }),
  z.object({ packed: z.instanceof(Uint8Array) }),
]);

// shared/src/protocol/push.ts
/** `sync:push`: mutations in the order of their `seq`. Every result up to `acked` is on the client's disk. */
const pushRequestSchema = z.object({
  epoch: z.string().max(100),
  acked: z.number().int().nonnegative(),
  mutations: z.array(mutationSchema).max(limits.pushMutations),
});
const pushResponseSchema = z.object({
  epoch: z.string(),
  lastSeq: z.number().int().nonnegative(),
  results: z.array(resultSchema),
});

// apps/desktop/src/engine/sync/socket-transport.ts
const unpack = promisify(inflate);
/** How long a request may stay unanswered, and how long connecting may take, in milliseconds. */
const ANSWER_MS = 3e4;
const CONNECT_MS = 1e4;
const answerSchema = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: wireErrorSchema,
  }),
]);
/**
 * Connects by Socket.IO: WebSocket first, long-polling where upgrades are blocked. Reconnecting is
 * the caller's, who knows when it makes sense.
 */
const socketTransport = (server, handshake, events) => {
  const socket = io(server, {
    auth: { ...handshake },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnection: false,
    timeout: CONNECT_MS,
    forceNew: true,
  });
  listen(socket, events);
  return {
    push: async (request) => pushResponseSchema.parse(await ask(socket, 'sync:push', request)),
    pull: async (request) => openPage(await ask(socket, 'sync:pull', request)),
    ping: async (request) => pingResponseSchema.parse(await ask(socket, 'ping', request)),
    close: () => socket.disconnect(),
  };
};
function listen(socket, events) {
  let closed = false;
  const close = (problem) => {
    if (closed) return;
    closed = true;
    socket.disconnect();
    events.closed(problem);
  };
  socket.on('connect', () => events.opened());
  socket.on('connect_error', (error) => close(readRefusal(error)));
  socket.on('disconnect', (reason) =>
    close(new HoldfastError('CONNECTION_ERROR', `The connection ended (${reason}).`)),
  );
  socket.on('sync:delta', (delta) => {
    const parsed = deltaSchema.safeParse(delta);
    if (parsed.success) events.delta(parsed.data);
    else events.scopes();
  });
  socket.on('sync:scopes', () => events.scopes());
  socket.on('session:revoked', (error) => events.revoked(toError(error)));
  socket.on('server:draining', (notice) => {
    const parsed = z.object({ reconnectAfterMs: z.number().nonnegative() }).safeParse(notice);
    events.draining(parsed.success ? parsed.data.reconnectAfterMs : 1e3);
  });
}
/** A refused handshake carries the contract's error in `data`; anything else is the line. */
function readRefusal(error) {
  if (error.data !== void 0) return toError(error.data);
  return new HoldfastError('CONNECTION_ERROR', 'The server cannot be reached.', { cause: error });
}
function toError(value) {
  const parsed = wireErrorSchema.safeParse(value);
  if (!parsed.success)
    return new HoldfastError(
      'UNKNOWN_ERROR',
      'The server answered in a way that this version does not understand.',
    );
  const { code, message, ...details } = parsed.data;
  return new HoldfastError(code, message, details);
}
async function ask(socket, event, request) {
  let answer;
  try {
    answer = await socket.timeout(ANSWER_MS).emitWithAck(event, request);
  } catch (cause) {
    throw new HoldfastError('CONNECTION_ERROR', 'The server did not answer in time.', { cause });
  }
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw toError(void 0);
  if (!parsed.data.ok) throw toError(parsed.data.error);
  return parsed.data;
}
async function openPage(answer) {
  const envelope = pullEnvelopeSchema.parse(answer);
  if ('page' in envelope) return envelope.page;
  const text = await unpack(envelope.packed, { maxOutputLength: limits.unpackedBytes });
  return pullResponseSchema.parse(JSON.parse(text.toString('utf8')));
}

export {
  HoldfastError,
  LiveSession,
  openAccount,
  PROTOCOL_VERSION,
  readActor,
  rebuildOverlay,
  SCHEMA_VERSION,
  socketTransport,
  TokenSource,
};
