import { isOpen } from '@holdfast/shared/alerts/open-alert.ts';
import { type Alert, alertModel } from '@holdfast/shared/model/alert.ts';
import { useMemo } from 'react';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { type AlertFilter, alertQuery, isMeant, MOST_SHOWN } from './alert-filters.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface FoundAlerts {
  readonly alerts: readonly Alert[];
  /** Those with a change that waits for the server. */
  readonly waiting: ReadonlySet<string>;
  readonly hasOlder: boolean;
  /** Only once it is known. */
  readonly isEmpty: boolean;
}

/** The newest alerts that a filter means, from this device's disk. */
export function useAlerts(filter: AlertFilter, limit: number): FoundAlerts {
  const found = useLiveQuery(alertModel, alertQuery(filter, useMyId(), limit));
  const now = useNow(MINUTE_MS);
  return useMemo(() => {
    const at = new Date(now).toISOString();
    const rows = (found?.rows ?? []).filter(({ row }) => isMeant(row, filter, at));
    return {
      alerts: rows.map(({ row }) => row),
      waiting: new Set(rows.filter(({ waiting }) => waiting).map(({ row }) => row.id)),
      hasOlder: found !== undefined && found.total > found.rows.length,
      isEmpty: found !== undefined && rows.length === 0,
    };
  }, [found, filter, now]);
}

const unseen = { state: 'raised', acknowledgedAt: null };

/** How many alerts wait for somebody. Those that were put off and whose time has come count again. */
export function useOpenAlertCount(): number {
  const awake = useLiveQuery(alertModel, { where: { ...unseen, snoozedUntil: null }, offset: 0, limit: 1 });
  const asleep = useLiveQuery(alertModel, {
    where: unseen,
    range: { column: 'snoozedUntil', from: '' },
    offset: 0,
    limit: MOST_SHOWN,
  });
  // The clock is only watched while there is one whose time can come.
  const now = useNow(asleep?.rows.length ? MINUTE_MS : DAY_MS);
  const at = new Date(now).toISOString();
  const woken = asleep?.rows.filter(({ row }) => isOpen(row, at)).length ?? 0;
  return (awake?.total ?? 0) + woken;
}
