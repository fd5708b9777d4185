import { type Project, projectSchema } from '@holdfast/shared/model/project.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Viewers } from '../../presence/viewers.tsx';
import { hideToast, showToast } from '../../state/toast.ts';
import { TitleField } from '../../ui/title-field.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { SubjectMenu } from '../inbox/subject-menu.tsx';
import type { ProjectPartProps } from './project-fields.tsx';
import styles from './project-head.module.css';
import type { ChangeProject } from './use-project-changes.ts';

export interface ProjectHeadProps extends ProjectPartProps {
  readonly waiting: boolean;
}

/** The name of a project, edited in place, and whether it is still at work. */
export function ProjectHead({ project, waiting, refusal, change }: ProjectHeadProps) {
  const { t } = useTranslation('projects');
  const archive = useArchive(project, change);
  const room = `project:${project.id}`;
  return (
    <header className={styles.head}>
      <TitleField
        label={t('name')}
        text={project.name}
        schema={projectSchema.shape.name}
        refusal={refusal}
        edits={{ room, field: 'name' }}
        save={(was, now) => change.update({ name: { was, now } })}
      />
      {project.status === 'archived' && <span className={styles.dim}>{t('status.archived')}</span>}
      {waiting && <WaitingDot />}
      <Viewers room={room} />
      {refusal === undefined && (
        <Button variant="default" onClick={archive}>
          {t(project.status === 'active' ? 'archive' : 'unarchive')}
        </Button>
      )}
      <SubjectMenu table="project" id={project.id} />
    </header>
  );
}

/** Puts a project away, with the way back at hand, or makes it active again. */
function useArchive({ name, status }: Project, change: ChangeProject): () => Promise<void> {
  const { t } = useTranslation('projects');
  const restore = async () => {
    hideToast();
    await change.update({ status: { was: 'archived', now: 'active' } });
  };
  return async () => {
    if (status === 'archived') return restore();
    if (!(await change.update({ status: { was: status, now: 'archived' } }))) return;
    showToast({
      text: t('archived', { name }),
      action: { label: t('undo', { ns: 'app' }), run: restore },
    });
  };
}
