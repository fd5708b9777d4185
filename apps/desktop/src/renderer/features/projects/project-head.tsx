import { type Project, projectSchema } from '@holdfast/shared/model/project.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Viewers } from '../../presence/viewers.tsx';
import type { MutationArgs } from '../../state/mutate.ts';
import { TitleField } from '../../ui/title-field.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { SubjectMenu } from '../inbox/subject-menu.tsx';
import styles from './project-head.module.css';

export interface ProjectHeadProps {
  readonly project: Project;
  readonly waiting: boolean;
  readonly refusal: string | undefined;
  readonly change: (changes: MutationArgs<'project.update'>['changes']) => Promise<boolean>;
}

/** The name of a project, edited in place, and whether it is still at work. */
export function ProjectHead({ project, waiting, refusal, change }: ProjectHeadProps) {
  const { t } = useTranslation('projects');
  const next = project.status === 'active' ? 'archived' : 'active';
  const room = `project:${project.id}`;
  return (
    <header className={styles.head}>
      <TitleField
        label={t('name')}
        text={project.name}
        schema={projectSchema.shape.name}
        refusal={refusal}
        edits={{ room, field: 'name' }}
        save={(was, now) => change({ name: { was, now } })}
      />
      {waiting && <WaitingDot />}
      <Viewers room={room} />
      {refusal === undefined && (
        <Button variant="default" onClick={() => change({ status: { was: project.status, now: next } })}>
          {t(next === 'archived' ? 'archive' : 'unarchive')}
        </Button>
      )}
      <SubjectMenu table="project" id={project.id} />
    </header>
  );
}
