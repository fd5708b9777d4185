import type { TFunction } from 'i18next';
import type { PersonPresence } from '../../engine/api/presence.ts';
import { clockTime } from '../ui/times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How somebody is, in words; without a line to the server that it is not known. `t`: of the texts of presence. */
export function statusWords(
  presence: PersonPresence | undefined,
  nowMs: number,
  t: TFunction<'presence'>,
): string {
  if (presence === undefined) return t('status.unknown');
  const { status, since } = presence;
  if (status === 'online' || since === undefined) return t(`status.${status}`);
  if (status === 'offline') return t('status.offline.since', { time: clockTime(since, nowMs) });
  const passed = nowMs - since;
  if (passed < MINUTE) return t('status.idle');
  if (passed < HOUR) return t('status.idle.minutes', { count: Math.floor(passed / MINUTE) });
  return t('status.idle.hours', { count: Math.floor(passed / HOUR) });
}
