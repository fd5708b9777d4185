import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import { useEffect, useRef } from 'react';
import { useLiveQuery } from './use-live-query.ts';

/** As many as one query may name. */
const MOST = 1_000;

/**
 * Some rows of a model by their ids, those that are on this device. While other ids are asked for, those
 * that are known already stay, so that nothing blinks.
 */
export function useRowsById<M extends Model>(
  model: M,
  ids: readonly string[],
): ReadonlyMap<string, RowOf<M>> {
  const asked = [...new Set(ids)].sort().slice(0, MOST);
  const found = useLiveQuery(
    model,
    asked.length === 0 ? undefined : { where: { id: asked }, offset: 0, limit: MOST },
  );
  const before = useRef(found);
  useEffect(() => {
    if (found !== undefined) before.current = found;
  }, [found]);
  const shown = found ?? before.current;
  return new Map(shown?.rows.map(({ row }) => [row.id, row]));
}
