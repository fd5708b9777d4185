import { HoldfastError } from './protocol/errors.ts';

/** A stretch of days; either end may be open. */
export interface Span {
  readonly startsOn?: string | null | undefined;
  readonly endsOn?: string | null | undefined;
}

/** Refuses a stretch that ends before it begins, as two people's changes can make of one together. */
export function requireSpan({ startsOn, endsOn }: Span): void {
  if (!startsOn || !endsOn || startsOn <= endsOn) return;
  throw new HoldfastError('CONFLICT', `This would end on ${endsOn}, before it begins on ${startsOn}.`, {
    reason: 'span',
  });
}
