import { z } from 'zod';
import type { Effect } from '../effect/operations.ts';
import { get, insert, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import {
  defaultPreference,
  type Preference,
  preferenceModel,
  preferenceSchema,
} from '../model/preference.ts';
import { defaultChannels, notificationChannels, notificationKinds } from '../notification-kinds.ts';
import { notAllowed } from '../protocol/errors.ts';
import { chosenQuietHoursSchema } from '../quiet-hours.ts';
import { timeSchema } from '../times.ts';

const setPreference = defineMutation({
  name: 'preference.set',
  args: z.object({
    /** Whose: one's own id. */
    userId: idSchema,
    receipts: z.boolean().optional(),
    appearOffline: z.boolean().optional(),
  }),
  *effect({ userId, receipts, appearOffline }, context) {
    const before = yield* ownPreference(userId, context);
    yield* putPreference(before, {
      receipts: receipts ?? before.receipts,
      appearOffline: appearOffline ?? before.appearOffline,
    });
  },
  describe: ({ receipts, appearOffline }) => {
    if (appearOffline !== undefined) return said(appearOffline ? 'preference.hide' : 'preference.show');
    return said(receipts ? 'preference.receipts' : 'preference.noReceipts');
  },
  undo: ({ userId, receipts, appearOffline }, { find }) => {
    const before = preferenceOf(userId, find);
    const args = {
      userId,
      ...(receipts === undefined ? {} : { receipts: before.receipts }),
      ...(appearOffline === undefined ? {} : { appearOffline: before.appearOffline }),
    };
    return { name: 'preference.set', args };
  },
});

/** Chooses whether notifications of one kind show in one channel. One switch at a time, so that two devices do not undo each other. */
const setChannel = defineMutation({
  name: 'preference.channel',
  args: z.object({
    userId: idSchema,
    kind: z.enum(notificationKinds),
    channel: z.enum(notificationChannels),
    on: z.boolean(),
  }),
  *effect({ userId, kind, channel, on }, context) {
    const before = yield* ownPreference(userId, context);
    const channels = { ...before.channels, [kind]: { ...before.channels[kind], [channel]: on } };
    yield* putPreference(before, { channels });
  },
  describe: ({ on }) => said(on ? 'preference.kind' : 'preference.noKind'),
  undo: (args, { find }) => {
    const { kind, channel, userId } = args;
    const on = preferenceOf(userId, find).channels[kind]?.[channel] ?? defaultChannels[kind][channel];
    return on === args.on ? undefined : { name: 'preference.channel', args: { ...args, on } };
  },
});

const setQuiet = defineMutation({
  name: 'preference.quiet',
  args: z.object({
    userId: idSchema,
    hours: chosenQuietHoursSchema.nullable().optional(),
    /** "Do not disturb" until then. */
    until: timeSchema.nullable().optional(),
  }),
  *effect({ userId, hours, until }, context) {
    const before = yield* ownPreference(userId, context);
    yield* putPreference(before, {
      ...(hours === undefined ? {} : { quietHours: hours }),
      ...(until === undefined ? {} : { quietUntil: until }),
    });
  },
  describe: ({ until }) =>
    said(
      until === undefined ? 'preference.hours' : until === null ? 'preference.disturb' : 'preference.quiet',
    ),
  undo: ({ userId, hours, until }, { find }) => {
    const before = preferenceOf(userId, find);
    const args = {
      userId,
      ...(hours === undefined ? {} : { hours: before.quietHours }),
      ...(until === undefined ? {} : { until: before.quietUntil }),
    };
    return { name: 'preference.quiet', args };
  },
});

function* ownPreference(userId: string, { actor }: MutationContext): Effect<Preference> {
  if (userId !== actor.id) throw notAllowed('Everybody chooses their own settings.');
  const stored = yield* get(preferenceModel, userId);
  return { id: userId, ...defaultPreference, ...stored };
}

function* putPreference(before: Preference, chosen: Partial<Preference>): Effect<void> {
  const stored = yield* get(preferenceModel, before.id);
  if (stored === undefined) yield* insert(preferenceModel, { ...before, ...chosen });
  else yield* update(preferenceModel, stored, { ...before, ...chosen });
}

function preferenceOf(userId: string, find: FindRow): Preference {
  const parsed = preferenceSchema.safeParse(find('preference', userId));
  return parsed.success ? parsed.data : { id: userId, ...defaultPreference };
}

export const preferenceMutations = [setPreference, setChannel, setQuiet] as const;
