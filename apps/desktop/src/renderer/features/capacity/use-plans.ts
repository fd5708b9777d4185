import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { useMemo } from 'react';
import { useAllRows } from '../../hooks/use-all-rows.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe } from '../../hooks/use-people.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import type { Line } from './grid-rows.ts';

/** The projects and phases that hours are planned for. */
export interface Plans {
  /** What a line is called; nothing for what is not on this device. */
  nameOf(line: Line): string | undefined;
  /** Everything that this person may plan hours for, by name. */
  readonly choices: readonly (Line & { readonly name: string })[];
  /** Why this person may not plan for a project. */
  refusalOf(projectId: string): string | undefined;
  /** The lines in their order: by project, the whole first, then its phases as the project orders them. */
  sort(lines: readonly Line[]): readonly Line[];
}

export function usePlans(): Plans | undefined {
  const projects = useAllRows(projectModel, { order: [{ column: 'name', direction: 'ascending' }] });
  const phases = useAllRows(phaseModel, { order: [{ column: 'position', direction: 'ascending' }] });
  const refusalOf = useRefusalOf();
  return useMemo(() => {
    if (projects === undefined || phases === undefined) return undefined;
    const byId = new Map(projects.map(({ row }) => [row.id, row]));
    const names = new Map(phases.map(({ row }) => [row.id, row.name]));
    const places = new Map([...projects, ...phases].map(({ row }, index) => [row.id, index]));
    const nameOf = ({ projectId, phaseId }: Line) => {
      const project = byId.get(projectId)?.name;
      if (project === undefined || phaseId === null) return project;
      const phase = names.get(phaseId);
      return phase === undefined ? project : `${project} · ${phase}`;
    };
    const placeOf = ({ projectId, phaseId }: Line) =>
      [places.get(projectId) ?? -1, phaseId === null ? -1 : (places.get(phaseId) ?? -1)] as const;
    const sort = (lines: readonly Line[]) =>
      lines
        .map((line) => ({ line, place: placeOf(line) }))
        .sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
        .map(({ line }) => line);
    // Every cell asks: each project is looked at once.
    const refusals = new Map(projects.map(({ row }) => [row.id, refusalOf(row)]));
    const refusal = (projectId: string) => refusals.get(projectId);
    const open = projects.filter(({ row }) => row.status === 'active' && refusal(row.id) === undefined);
    const openIds = new Set(open.map(({ row }) => row.id));
    const lines = [
      ...open.map(({ row }) => ({ projectId: row.id, phaseId: null })),
      ...phases
        .filter(({ row }) => openIds.has(row.projectId))
        .map(({ row }) => ({ projectId: row.projectId, phaseId: row.id })),
    ];
    const choices = sort(lines).map((line) => ({ ...line, name: nameOf(line) ?? '' }));
    return { nameOf, sort, refusalOf: refusal, choices };
  }, [projects, phases, refusalOf]);
}

/** Says in words why somebody may not plan for a project; nothing where they may. */
function useRefusalOf(): (project: Project | undefined) => string | undefined {
  const me = useMe();
  const own = useLiveQuery(
    membershipModel,
    me && { where: { userId: me.id, groupTable: 'project' }, offset: 0, limit: 2_000 },
  );
  return useMemo(() => {
    const managed = new Set(
      own?.rows.filter(({ row }) => row.role === 'manager').map(({ row }) => row.groupId),
    );
    return (project) => {
      if (me === undefined || project === undefined) return undefined;
      const isOwn = project.ownerId === me.id || managed.has(project.id);
      if (may(me.role, 'capacity.plan', isOwn)) return undefined;
      return sayRefusal(whoMay('capacity.plan'), 'plan who works for this project');
    };
  }, [me, own]);
}
