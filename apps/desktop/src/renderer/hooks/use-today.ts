import { dateOf } from '@holdfast/shared/dates.ts';
import { useNow } from './use-now.ts';

const HOUR_MS = 3_600_000;

/** The day that it is by UTC, as the server counts late days. */
export function useToday(): string {
  return dateOf(new Date(useNow(HOUR_MS)).toISOString());
}
