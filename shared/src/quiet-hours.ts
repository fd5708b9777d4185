import { z } from 'zod';

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'A time such as 18:30.' });

/** Hours in which nothing shows by itself and nothing sounds. What comes waits in the inbox. */
export const quietHoursSchema = z.object({
  /** The time zone that the times are of, such as `Europe/Berlin`. */
  zone: z.string().max(60),
  times: z
    .array(
      z.object({
        /** Days on which it begins, 0 for Sunday. */
        days: z.array(z.number().int().min(0).max(6)).max(7),
        from: clockTimeSchema,
        /** On the next day where it is not after `from`. */
        to: clockTimeSchema,
      }),
    )
    .max(20),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;
