import { z } from 'zod';
import { languages } from '../../words/languages.ts';
import { fileAnswerSchema, fileAskSchema } from './file-asks.ts';
import { noticeActSchema, noticeSchema } from './notices.ts';

/** A kept session: what the main process stores with the system's key store. */
export const keptSessionSchema = z.object({
  server: z.string(),
  userId: z.string(),
  name: z.string(),
  refreshToken: z.string(),
  /** Goes with the one use of the refresh token; one that an earlier version kept has none. */
  attempt: z.string().optional(),
  /** The person agreed to keep it on a device without a key store. */
  unprotected: z.boolean(),
});
export type KeptSession = z.infer<typeof keptSessionSchema>;

/** Whether somebody is at this device: `locked` and `idle` as the system says, `asleep` until it wakes. */
export const attentions = ['active', 'idle', 'locked', 'asleep'] as const;
export type Attention = (typeof attentions)[number];

/** What the main process tells the engine. Ports of windows come beside `window`. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    /** The folder in which the engine keeps its files. */
    folder: z.string(),
    device: z.string(),
    /** What the app speaks; English if absent. */
    language: z.enum(languages).optional(),
    /** The app's version, for diagnostics. */
    version: z.string().optional(),
    kept: keptSessionSchema.optional(),
    /** The server that the sign-in screen offers. */
    server: z.string().optional(),
    /** Signs in at once, unless somebody is signed in already. */
    signIn: z.object({ server: z.string(), email: z.string(), password: z.string() }).optional(),
  }),
  z.object({ kind: z.literal('window') }),
  /** The system says that there is or is no network, or has woken up. */
  z.object({ kind: z.literal('network'), online: z.boolean() }),
  z.object({ kind: z.literal('attention'), state: z.enum(attentions) }),
  z.object({ kind: z.literal('language'), language: z.enum(languages) }),
  /** Something was done about a notice that the system showed. */
  z.object({ kind: z.literal('notice-act'), act: noticeActSchema }),
  /** The system did not take this one: a window shows it instead. */
  z.object({ kind: z.literal('notice-unshown'), notice: noticeSchema }),
  /** Whether the system shows notices, and whether its own "do not disturb" is on. */
  z.object({ kind: z.literal('native'), works: z.boolean(), focusMode: z.boolean() }),
  /** Chosen in the tray: do not disturb until then; nothing ends it. */
  z.object({ kind: z.literal('do-not-disturb'), until: z.iso.datetime().nullable() }),
  /** Nobody looks, or the line is paid for: nothing happens oftener than once a minute that need not. */
  z.object({ kind: z.literal('rest'), resting: z.boolean() }),
  /** What the person answered to a `file-ask`. */
  z.object({ kind: z.literal('file-answer'), id: z.number(), answer: fileAnswerSchema }),
  z.object({ kind: z.literal('stop') }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** What the engine tells the main process. */
export const fromEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** Keep this session, or forget it. */
  z.object({ kind: z.literal('keep'), session: keptSessionSchema.nullable() }),
  /** Everything of an account was removed from this device, because an admin asked for it. */
  z.object({ kind: z.literal('wiped') }),
  /** Show this through the system, in the place of one with the same key. */
  z.object({ kind: z.literal('notice'), notice: noticeSchema }),
  /** These were seen to elsewhere: they need not be shown any more. */
  z.object({ kind: z.literal('notice-gone'), keys: z.array(z.string()) }),
  /** How the connection is, and how many changes wait: for the tray. Nothing where nobody is signed in. */
  z.object({
    kind: z.literal('line'),
    state: z.enum(['live', 'connecting', 'offline', 'update-needed', 'sign-in-needed']).nullable(),
    waiting: z.number(),
  }),
  /** Until when the person does not want to be disturbed, for the tray; nothing where they may be. Told on each change. */
  z.object({ kind: z.literal('do-not-disturb'), until: z.string().nullable() }),
  /** So many messages and other news are unread: for the app's badge. */
  z.object({ kind: z.literal('unread'), total: z.number() }),
  /** Something about a file that only the shell can do; a `file-answer` of that id follows. */
  z.object({ kind: z.literal('file-ask'), id: z.number(), ask: fileAskSchema }),
  z.object({ kind: z.literal('stopped') }),
  /** Something that the engine cannot go on from, in plain words. */
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;
