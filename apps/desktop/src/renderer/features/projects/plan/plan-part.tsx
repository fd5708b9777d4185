import type { Phase } from '@holdfast/shared/model/phase.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import { positionBetween } from '@holdfast/shared/positions.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../../engine/api/query.ts';
import { rememberList, useMemory } from '../../../state/memory.ts';
import { Empty, EmptyState } from '../../../ui/empty-state.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { type ProjectFilters, readProjectFilters } from '../project-filters.ts';
import { ViewChoice, ZoomChoice } from '../view-choice.tsx';
import { NewPhase } from './new-phase.tsx';
import { PhaseBoard } from './phase-board.tsx';
import { PhaseDialog } from './phase-dialog.tsx';
import { PhaseList } from './phase-list.tsx';
import { PhaseTimeline } from './phase-timeline.tsx';
import styles from './plan-part.module.css';
import { type ChangePhases, usePhaseChanges } from './use-phase-changes.ts';
import { usePhases } from './use-phases.ts';

/** Under which the window remembers how plans are shown, in all projects alike. */
const MEMORY = 'plan';

export interface PlanPartProps {
  readonly project: Project;
  /** Why this person may not change the plan. */
  readonly refusal: string | undefined;
}

/** The phases of a project: as a list in their order, on a board by how far they are, or along the calendar. */
export function PlanPart({ project, refusal }: PlanPartProps) {
  const { t } = useTranslation('projects');
  const filters = readProjectFilters(useMemory((state) => state.lists[MEMORY]?.filters));
  const phases = usePhases(project.id);
  const { problem, change } = usePhaseChanges();
  if (phases === undefined) return null;
  const choose = (next: ProjectFilters) => rememberList(MEMORY, { filters: next });
  const last = phases.at(-1)?.row.position;
  const add = (name: string) =>
    change.add({ projectId: project.id, name, position: positionBetween(last, undefined) });
  return (
    <section className={styles.plan} aria-label={t('plan')}>
      <div className={styles.bar}>
        <ViewChoice view={filters.view} onChoose={(view) => choose({ ...filters, view })} />
        {filters.view === 'timeline' && (
          <ZoomChoice zoom={filters.zoom} onChoose={(zoom) => choose({ ...filters, zoom })} />
        )}
        {refusal === undefined && <NewPhase onAdd={add} />}
      </div>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
      {phases.length === 0 ? (
        <Empty>
          <EmptyState
            title={t('phases.empty')}
            {...(refusal === undefined ? { body: t('phases.empty.body') } : {})}
          />
        </Empty>
      ) : (
        <Phases project={project} phases={phases} filters={filters} refusal={refusal} change={change} />
      )}
    </section>
  );
}

interface PhasesProps extends PlanPartProps {
  readonly phases: readonly QueriedRow<Phase>[];
  readonly filters: ProjectFilters;
  readonly change: ChangePhases;
}

function Phases({ project, phases, filters, refusal, change }: PhasesProps) {
  const [openId, setOpenId] = useState<string>();
  const rows = phases.map(({ row }) => row);
  const shared = { refusal, change, onOpen: setOpenId };
  return (
    <div className={styles.phases}>
      {filters.view === 'list' && <PhaseList phases={phases} refusal={refusal} change={change} />}
      {filters.view === 'board' && <PhaseBoard phases={rows} {...shared} />}
      {filters.view === 'timeline' && (
        <PhaseTimeline project={project} phases={rows} zoom={filters.zoom} {...shared} />
      )}
      <PhaseDialog
        phase={rows.find(({ id }) => id === openId)}
        refusal={refusal}
        change={change}
        onClose={() => setOpenId(undefined)}
      />
    </div>
  );
}
