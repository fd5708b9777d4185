import { divisionModel } from '@holdfast/shared/model/division.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import type { Words } from './audit-words.ts';

const some = { offset: 0, limit: 2_000 };

/** Names of people, projects and divisions, by their ids. */
export function useNames(): Words['nameOf'] {
  const people = usePeople();
  const projects = useLiveQuery(projectModel, some)?.rows ?? [];
  const divisions = useLiveQuery(divisionModel, some)?.rows ?? [];
  const groups = new Map([...projects, ...divisions].map(({ row }) => [row.id, row.name]));
  return (id) => people.get(id)?.name ?? groups.get(id);
}
