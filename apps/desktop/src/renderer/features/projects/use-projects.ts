import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { useEffect, useMemo, useRef } from 'react';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { fits, type ProjectFilters } from './project-filters.ts';
import { useMyRoles } from './use-project-refusal.ts';

const MOST = 2_000;

export interface FoundProjects {
  readonly rows: readonly QueriedRow<Project>[];
}

/** The projects that fit, by name. Nothing until the disk has answered; what was there before stays meanwhile. */
export function useProjects(filters: ProjectFilters): FoundProjects | undefined {
  const me = useMyId();
  const roles = useMyRoles();
  const asked = useLiveQuery(projectModel, {
    where: { status: filters.archived ? 'archived' : 'active' },
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: MOST,
  });
  const before = useRef(asked);
  useEffect(() => {
    if (asked !== undefined) before.current = asked;
  }, [asked]);
  const found = asked ?? before.current;
  return useMemo(() => {
    if (found === undefined) return undefined;
    const isMine = ({ id, ownerId }: Project) => ownerId === me || roles.has(id);
    return { rows: found.rows.filter(({ row }) => fits(row, filters, isMine(row))) };
  }, [found, filters, me, roles]);
}
