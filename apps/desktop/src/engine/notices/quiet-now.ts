import { defaultPreference, type Preference, preferenceSchema } from '@holdfast/shared/model/preference.ts';
import { isQuiet, quietEndsAt } from '@holdfast/shared/quiet-hours.ts';
import type { TestedNotice } from '../api/notices.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';

/** Why nothing shows by itself just now, and when that ends, in milliseconds since 1970, as far as the clock says so. */
export interface Silence {
  readonly why: Exclude<TestedNotice['why'], 'off' | undefined>;
  readonly endsAt: number | undefined;
}

export function readPreference(statements: Statements, userId: string): Preference {
  const parsed = preferenceSchema.safeParse(readView(statements, 'preference', userId));
  return parsed.success ? parsed.data : { id: userId, ...defaultPreference };
}

/** Nothing where notices may show. */
export function silenceNow(
  preference: Preference,
  { focusMode }: { readonly focusMode: boolean },
  now: number,
): Silence | undefined {
  if (isQuiet(preference, now)) {
    const chosen = preference.quietUntil !== null && Date.parse(preference.quietUntil) > now;
    return { why: chosen ? 'do-not-disturb' : 'quiet-hours', endsAt: quietEndsAt(preference, now) };
  }
  return focusMode ? { why: 'focus-mode', endsAt: undefined } : undefined;
}
