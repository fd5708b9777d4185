import { z } from 'zod';
import type { PresenceChange } from './presence.ts';

/** What bots and dashboards may listen to on the namespace `/events`. Those of later features are named already. */
export const outsideEventNames = [
  'ticket:created',
  'ticket:updated',
  'comment:added',
  'attachment:added',
  'attachment:deleted',
  'project:updated',
  'capacity:updated',
  'alert:new',
  'presence:change',
] as const;

/** `auth` of a bot that connects to the namespace. */
export const outsideHandshakeSchema = z.object({ token: z.string().min(1).max(1_000) });

const loadSchema = z.object({
  /** Hours. */
  planned: z.number(),
  available: z.number(),
  /** The utilization; nothing where something is planned and nobody can work. */
  percent: z.number().nullable(),
});

/** How full a week is after a change of what is planned in it. */
export const outsideCapacitySchema = z.object({
  /** Its Monday. */
  week: z.string(),
  person: loadSchema.extend({ userId: z.string() }),
  /** The divisions that the person belongs to: told where the desk is listened to. */
  divisions: z.array(loadSchema.extend({ divisionId: z.string() })).optional(),
});
export type OutsideCapacity = z.infer<typeof outsideCapacitySchema>;

/** What each event of a row carries. */
export const outsideEventSchema = z.object({
  /** The version of the change that it tells of: rises, and may repeat after a reconnection. */
  version: z.number().int().nonnegative(),
  /** When the row was made or changed. */
  at: z.string(),
  /** Whether it is of an urgent ticket. */
  urgent: z.boolean(),
  /** The row as it is now. */
  row: z.looseObject({ id: z.string() }),
  /** With `capacity:updated`, for those who see all that it is made of: the desk, and whoever listens to the person. */
  capacity: outsideCapacitySchema.optional(),
});

export type OutsideEventName = (typeof outsideEventNames)[number];
/** Those that tell of a committed change of a row. */
export type RowEventName = Exclude<OutsideEventName, 'presence:change'>;
export type OutsideEvent = z.infer<typeof outsideEventSchema>;

/** What the server sends on `/events`, besides what it tells every client of the connection. */
export type OutsideEvents = { [Name in RowEventName]: (event: OutsideEvent) => void } & {
  'presence:change': (change: PresenceChange) => void;
};
