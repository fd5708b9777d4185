import type { Project } from '@holdfast/shared/model/project.ts';
import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useListKeys } from '../../hooks/use-list-keys.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { placeAfterKey } from '../../ui/list-keys.ts';
import { namedRow } from '../../ui/named-row.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { stageOf } from './project-filters.ts';
import { ProjectSpan } from './project-span.tsx';
import styles from './projects.module.css';
import { StageShape } from './stage-shape.tsx';

/** Rows that the page keys go past. */
const PAGE = 10;

export interface ProjectListProps {
  readonly projects: readonly QueriedRow<Project>[];
  readonly onOpen: (id: string) => void;
}

/** Projects by name, a line each. */
export function ProjectList({ projects, onOpen }: ProjectListProps) {
  const { t } = useTranslation('projects');
  const box = useRef<HTMLUListElement>(null);
  const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const active = document.activeElement;
    const index = active instanceof HTMLButtonElement ? buttons.indexOf(active) : -1;
    const next = placeAfterKey(event.key, index < 0 ? undefined : index, buttons.length, PAGE);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  useListKeys(box, onKey);
  return (
    <ul ref={box} className={styles.list} aria-label={t('list')} onKeyDown={onKey}>
      {projects.map(({ row, waiting }) => (
        <li key={row.id} className={styles.item}>
          <ProjectRow project={row} waiting={waiting} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

interface ProjectRowProps extends Pick<ProjectListProps, 'onOpen'> {
  readonly project: Project;
  readonly waiting: boolean;
}

function ProjectRow({ project, waiting, onOpen }: ProjectRowProps) {
  const { t } = useTranslation('projects');
  const owner = usePeople().get(project.ownerId);
  const stage = stageOf(project);
  return (
    <UnstyledButton
      className={styles.row}
      {...namedRow({ table: 'project', id: project.id })}
      onClick={() => onOpen(project.id)}
    >
      <StageShape stage={stage} />
      <span className={styles.name} dir="auto" title={project.name}>
        {project.name}
      </span>
      {waiting && <WaitingDot />}
      {project.status === 'archived' && <span className={styles.dim}>{t('status.archived')}</span>}
      <span className={styles.stage}>{t(`stage.${stage}`)}</span>
      <span className={styles.span}>
        <ProjectSpan project={project} />
      </span>
      <span className={styles.owner}>
        <PersonAvatar person={owner} />
        <span className={styles.dim}>{owner?.name}</span>
      </span>
      <span className={styles.age}>
        <RelativeTime at={project.updatedAt} />
      </span>
    </UnstyledButton>
  );
}
