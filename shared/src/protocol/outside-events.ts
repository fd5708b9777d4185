import { z } from 'zod';

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

/** What each event carries. */
export const outsideEventSchema = z.object({
  /** The version of the change that it tells of: rises, and may repeat after a reconnection. */
  version: z.number().int().nonnegative(),
  at: z.string(),
  /** Whether the ticket is urgent. */
  urgent: z.boolean(),
  /** The row as it is now. */
  row: z.looseObject({ id: z.string() }),
});

export type OutsideEventName = (typeof outsideEventNames)[number];
export type OutsideEvent = z.infer<typeof outsideEventSchema>;
