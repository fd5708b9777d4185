import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { canonicalJson } from '@holdfast/shared/json.ts';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { RowQuery } from '../../engine/api/query.ts';
import { liveRows } from '../state/rows.ts';
import { WindowedRows } from '../state/windowed-rows.ts';

/**
 * A list of any length. When the question changes, the old list stays until the new one has arrived,
 * so that nothing blinks.
 */
export function useWindowedRows(model: Model, query: Omit<RowQuery, 'table' | 'offset' | 'limit'>) {
  const key = canonicalJson(JSON.parse(JSON.stringify(query)));
  const asked = useMemo(() => {
    const ofKey: Omit<RowQuery, 'table' | 'offset' | 'limit'> = JSON.parse(key);
    return new WindowedRows({ ...ofKey, table: model.table }, (page) => liveRows.of(page));
  }, [model, key]);
  const askedList = useSyncExternalStore(asked.subscribe, asked.get);
  const before = useRef(asked);
  const rows = askedList.loaded ? asked : before.current;
  const list = useSyncExternalStore(rows.subscribe, rows.get);
  useEffect(() => {
    before.current = rows;
  }, [rows]);
  return { rows, list };
}
