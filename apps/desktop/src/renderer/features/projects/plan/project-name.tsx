import type { Project } from '@holdfast/shared/model/project.ts';
import { UnstyledButton } from '@mantine/core';
import { stageOf } from '../project-filters.ts';
import { StageShape } from '../stage-shape.tsx';
import styles from './phase-head.module.css';

export interface ProjectNameProps {
  readonly project: Project;
  readonly onOpen: (id: string) => void;
}

/** A project at the beginning of its row on a timeline: its name opens it. */
export function ProjectName({ project, onOpen }: ProjectNameProps) {
  return (
    <>
      <StageShape stage={stageOf(project)} />
      <UnstyledButton className={styles.name} title={project.name} onClick={() => onOpen(project.id)}>
        {project.name}
      </UnstyledButton>
    </>
  );
}
