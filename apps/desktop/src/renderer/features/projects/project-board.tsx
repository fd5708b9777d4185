import { type Project, projectStages } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { Board } from '../../ui/board/board.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { stageOf } from './project-filters.ts';
import { ProjectSpan } from './project-span.tsx';
import styles from './projects.module.css';
import { StageShape } from './stage-shape.tsx';
import { useBoardWords } from './use-board-words.ts';
import { useProjectRefusal } from './use-project-refusal.ts';

export interface ProjectBoardProps {
  readonly projects: readonly QueriedRow<Project>[];
  readonly onOpen: (id: string) => void;
}

/** Projects by how far they are. */
export function ProjectBoard({ projects, onOpen }: ProjectBoardProps) {
  const { t } = useTranslation('projects');
  const words = useBoardWords(t('list'));
  const refusalOf = useProjectRefusal();
  const { problem, mutate } = useMutation();
  const columns = projectStages.map((stage) => ({
    key: stage,
    name: t(`stage.${stage}`),
    icon: <StageShape stage={stage} />,
    cards: projects
      .filter(({ row }) => stageOf(row) === stage)
      .map(({ row, waiting }) => ({
        id: row.id,
        name: row.name,
        refusal: refusalOf('project.edit', row),
        row: { table: 'project', id: row.id },
        content: <ProjectLine project={row} waiting={waiting} />,
      })),
  }));
  return (
    <>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
      <Board
        columns={columns}
        words={words}
        onOpen={onOpen}
        onMove={async (id, now) => {
          const project = projects.find(({ row }) => row.id === id)?.row;
          if (project === undefined) return false;
          return mutate('project.plan', { id, changes: { stage: { was: stageOf(project), now } } });
        }}
      />
    </>
  );
}

function ProjectLine({ project, waiting }: { readonly project: Project; readonly waiting: boolean }) {
  const owner = usePeople().get(project.ownerId);
  return (
    <span className={styles.line}>
      <PersonAvatar person={owner} />
      <span className={styles.dim}>
        <ProjectSpan project={project} />
      </span>
      {waiting && <WaitingDot />}
    </span>
  );
}
