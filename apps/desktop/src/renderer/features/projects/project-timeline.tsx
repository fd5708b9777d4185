import type { Project } from '@holdfast/shared/model/project.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { Problem } from '../../ui/problem.tsx';
import type { Zoom } from '../../ui/timeline/scale.ts';
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { PhaseDialog } from './plan/phase-dialog.tsx';
import { movedPhase } from './plan/phase-spans.ts';
import { projectRows } from './plan/timeline-rows.tsx';
import { usePhaseChanges } from './plan/use-phase-changes.ts';
import { usePhasesOf } from './plan/use-phases.ts';
import { useTimelineWords } from './plan/use-timeline-words.ts';
import styles from './projects.module.css';
import { useProjectRefusal } from './use-project-refusal.ts';

export interface ProjectTimelineProps {
  readonly projects: readonly QueriedRow<Project>[];
  readonly zoom: Zoom;
  readonly onOpen: (id: string) => void;
}

/** Projects along the calendar, each with its phases. */
export function ProjectTimeline({ projects, zoom, onOpen }: ProjectTimelineProps) {
  const { t } = useTranslation('projects');
  const words = useTimelineWords();
  const refusal = useProjectRefusal();
  const { problem, change } = usePhaseChanges();
  const [openId, setOpenId] = useState<string>();
  const { phases, byProject, isAll } = usePhasesOf(projects.map(({ row }) => row.id));
  const refusalOf = (project: Project) => refusal('project.edit', project);
  const options = { refusalOf, onOpenProject: onOpen, onOpenPhase: setOpenId };
  const opened = phases.find(({ id }) => id === openId);
  const projectOfOpened = projects.find(({ row }) => row.id === opened?.projectId)?.row;
  return (
    <>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
      {!isAll && <p className={styles.note}>{t('timeline.most', { count: phases.length })}</p>}
      <Timeline
        rows={projectRows(projects, byProject, options)}
        zoom={zoom}
        words={words}
        onOpen={setOpenId}
        onMove={async (id, span) => {
          const phase = phases.find((one) => one.id === id);
          return phase !== undefined && change.update(id, movedPhase(phase, span));
        }}
      />
      <PhaseDialog
        phase={opened}
        refusal={projectOfOpened && refusalOf(projectOfOpened)}
        change={change}
        onClose={() => setOpenId(undefined)}
      />
    </>
  );
}
