import { z } from 'zod';

/** A moment: an ISO 8601 string in UTC with milliseconds, so that text order is time order. */
export const timeSchema = z.iso.datetime({ precision: 3 });

/** Formats milliseconds since 1970 as a moment. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The earlier of a claimed moment and now: the server clamps times from the future (S2). */
export function clampTime(claimed: string, now: string): string {
  return claimed < now ? claimed : now;
}
