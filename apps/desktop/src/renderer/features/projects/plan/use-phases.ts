import { groupBy } from '@holdfast/shared/group-by.ts';
import { type Phase, phaseModel } from '@holdfast/shared/model/phase.ts';
import { byPosition } from '@holdfast/shared/positions.ts';
import { useEffect, useMemo, useRef } from 'react';
import type { QueriedRow } from '../../../../engine/api/query.ts';
import { useLiveQuery } from '../../../hooks/use-live-query.ts';

const MOST = 2_000;
/** As many as one question may name. */
const MOST_NAMED = 1_000;

/** The phases of a project, in their order. Nothing until the disk has answered. */
export function usePhases(projectId: string): readonly QueriedRow<Phase>[] | undefined {
  const found = useLiveQuery(phaseModel, { where: { projectId }, offset: 0, limit: MOST });
  return useMemo(() => found?.rows.toSorted((left, right) => byPosition(left.row, right.row)), [found]);
}

/**
 * The phases of several projects, by project in their order, and whether these are all of them. While other projects
 * are asked for, those that are known already stay, so that nothing blinks.
 */
export function usePhasesOf(projectIds: readonly string[]) {
  const asked = [...projectIds].sort();
  const where = asked.length > MOST_NAMED ? {} : { where: { projectId: asked } };
  const found = useLiveQuery(phaseModel, { ...where, offset: 0, limit: MOST });
  const before = useRef(found);
  useEffect(() => {
    if (found !== undefined) before.current = found;
  }, [found]);
  const shown = found ?? before.current;
  return useMemo(() => {
    const phases = shown?.rows.map(({ row }) => row).toSorted(byPosition) ?? [];
    const byProject = groupBy(phases, ({ projectId }) => projectId);
    return { phases, byProject, isAll: phases.length === (shown?.total ?? 0) };
  }, [shown]);
}
