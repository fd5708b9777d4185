import type { Phase } from '@holdfast/shared/model/phase.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import type { QueriedRow } from '../../../../engine/api/query.ts';
import type { TimelineRow } from '../../../ui/timeline/timeline.tsx';
import { phaseFieldPlace } from './phase-fields.tsx';
import { PhaseHead } from './phase-head.tsx';
import { spanOfPhase } from './phase-spans.ts';
import { ProjectName } from './project-name.tsx';

export interface PhaseRowOptions {
  /** Why this person may not move it. */
  readonly refusal: string | undefined;
  /** Whether others are told that one moves it: only in the room of a project that one looks at. */
  readonly tells: boolean;
  readonly onOpen: (id: string) => void;
}

/** The row of a phase: it has a bar where it has dates. */
export function phaseRow(phase: Phase, { refusal, tells, onOpen }: PhaseRowOptions): TimelineRow {
  const { id, name, progress, status } = phase;
  const span = spanOfPhase(phase);
  const head = <PhaseHead phase={phase} onOpen={onOpen} />;
  if (span === undefined) return { id, head };
  const edits = tells ? { edits: phaseFieldPlace(phase, 'startsOn') } : {};
  return { id, head, bar: { id, name, span, progress, isDone: status === 'done', refusal, ...edits } };
}

export interface ProjectRowOptions {
  readonly refusalOf: (project: Project) => string | undefined;
  readonly onOpenProject: (id: string) => void;
  readonly onOpenPhase: (id: string) => void;
}

/** The rows of projects, each with those of its phases below it. `phases`: in the order of each project. */
export function projectRows(
  projects: readonly QueriedRow<Project>[],
  phases: ReadonlyMap<string, readonly Phase[]>,
  { refusalOf, onOpenProject, onOpenPhase }: ProjectRowOptions,
): TimelineRow[] {
  return projects.flatMap(({ row: project }) => {
    const { id, startsOn, endsOn } = project;
    const options = { refusal: refusalOf(project), tells: false, onOpen: onOpenPhase };
    const group: TimelineRow = {
      id,
      head: <ProjectName project={project} onOpen={onOpenProject} />,
      isGroup: true,
      row: { table: 'project', id },
      shade: startsOn && endsOn && startsOn <= endsOn ? { from: startsOn, to: endsOn } : undefined,
    };
    return [group, ...(phases.get(id) ?? []).map((phase) => phaseRow(phase, options))];
  });
}
