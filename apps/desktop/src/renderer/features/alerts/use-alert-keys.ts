import type { Alert } from '@holdfast/shared/model/alert.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useListKeys } from '../../hooks/use-list-keys.ts';
import { rememberList, useMemory } from '../../state/memory.ts';
import { showDetail, useRoute } from '../../state/route.ts';
import { placeAfterKey } from '../../ui/list-keys.ts';
import type { AlertActions } from './use-alert-actions.ts';

/** Rows that a page down or up goes over. */
const PAGE = 12;

export interface AlertKeysOptions {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly alerts: readonly Alert[];
  readonly actions: AlertActions;
  readonly open: (alert: Alert) => void;
}

/** The keys of the list: walk, Enter opens, E says that one knows, H puts off, I takes. */
export function useAlertKeys({ box, alerts, actions, open }: AlertKeysOptions) {
  const [snoozing, setSnoozing] = useState<string>();
  const { index, chosen } = useChosen(alerts);
  const hasDetail = useRoute(({ route }) => route.detail !== undefined);
  const doing: Record<string, ((alert: Alert) => void) | undefined> = {
    Enter: open,
    e: actions.acknowledge,
    h: ({ id }) => setSnoozing(id),
    i: actions.take,
  };
  const walk = (next: number) => {
    const alert = alerts[next];
    if (alert === undefined) return;
    rememberList('alerts', { selectedId: alert.id });
    // So that the other keys mean this list from here on.
    box.current?.focus({ preventScroll: true });
    if (hasDetail) showDetail({ table: 'alert', id: alert.id });
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  useListKeys(box, (event) => {
    const next = placeAfterKey(event.key, index, alerts.length, PAGE);
    const act = doing[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (next !== undefined) walk(next);
    else if (act !== undefined && chosen !== undefined) {
      // What was settled is only read.
      if (chosen.state === 'raised' || event.key === 'Enter') act(chosen);
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    // The list takes the focus when it appears or its detail has gone, unless something else has it.
    if (!hasDetail && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [box, hasDetail]);
  return { chosen, snoozing, setSnoozing };
}

/** Which one is chosen. If it goes, the one that stands there now is: so one can go on working them off. */
function useChosen(alerts: readonly Alert[]) {
  const openId = useRoute(({ route }) => (route.detail?.table === 'alert' ? route.detail.id : undefined));
  const remembered = useMemory((state) => state.lists.alerts?.selectedId);
  const id = openId ?? remembered;
  const last = useRef<number>(undefined);
  const found = alerts.findIndex((alert) => alert.id === id);
  useEffect(() => {
    if (found >= 0) last.current = found;
  }, [found]);
  const at = found >= 0 ? found : last.current;
  const index = at === undefined || alerts.length === 0 ? undefined : Math.min(at, alerts.length - 1);
  return { index, chosen: index === undefined ? undefined : alerts[index] };
}
