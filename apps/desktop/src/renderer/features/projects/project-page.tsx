import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { threadDraft } from '../../threads/composer-draft.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { textChange } from '../../ui/text-change.ts';
import { TextPart } from '../../ui/text-part.tsx';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import { TextConflictPlace } from '../text-conflicts/text-conflict-place.tsx';
import { PhaseOverwrites } from './plan/phase-overwrites.tsx';
import { projectDraft } from './project-draft.ts';
import { ProjectFields } from './project-fields.tsx';
import { ProjectHead } from './project-head.tsx';
import { ProjectMembers } from './project-members.tsx';
import { ProjectMoney } from './project-money.tsx';
import styles from './project-page.module.css';
import { ProjectTabs } from './project-tabs.tsx';
import { useProjectChanges } from './use-project-changes.ts';
import { useProjectRefusal } from './use-project-refusal.ts';
import { useProjectWords } from './use-project-words.ts';

/** A project: its name and description, its people, its plan, its tickets, and what is written about it. */
export function ProjectPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('projects');
  const queried = useRow(projectModel, id);
  if (queried === undefined) return null;
  if (queried === null) {
    return (
      <GoneRow title={t('gone.title')} body={t('gone.body')} places={[projectDraft(id), threadDraft(id)]} />
    );
  }
  return <OneProject project={queried.row} waiting={queried.waiting} />;
}

function OneProject({ project, waiting }: { readonly project: Project; readonly waiting: boolean }) {
  const { t } = useTranslation('projects');
  const words = useProjectWords();
  const { problem, change } = useProjectChanges(project);
  const refusal = useProjectRefusal()('project.edit', project);
  const part = { project, refusal, change };
  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <div className={styles.head}>
          <ProjectHead {...part} waiting={waiting} />
          <OverwriteCards
            subjectId={project.id}
            fieldName={(field) => t(field)}
            words={(field, value) => words('project', field, value)}
            putBack={change.putBack}
          />
          <PhaseOverwrites projectId={project.id} />
          {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
        </div>
        <section className={styles.about} aria-label={project.name}>
          <ProjectFields {...part} />
          <ProjectDescription project={project} refusal={refusal} />
          <ProjectMoney {...part} />
          <ProjectMembers project={project} />
        </section>
        <ProjectTabs project={project} refusal={refusal} />
      </div>
    </div>
  );
}

interface ProjectDescriptionProps {
  readonly project: Project;
  readonly refusal: string | undefined;
}

function ProjectDescription({ project, refusal }: ProjectDescriptionProps) {
  const { t } = useTranslation('projects');
  const { problem, mutate } = useMutation();
  const { id } = project;
  const label = t('description');
  return (
    <>
      <TextConflictPlace rowId={id} field="description" label={label} />
      <TextPart
        place={projectDraft(id)}
        label={label}
        text={project.description}
        none={t('description.none')}
        refusal={refusal}
        problem={problem}
        edits={{ room: `project:${id}`, field: 'description' }}
        save={(was, now) => mutate('project.update', { id, changes: { description: textChange(was, now) } })}
      />
    </>
  );
}
