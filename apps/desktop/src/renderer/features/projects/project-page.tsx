import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import type { MutationArgs } from '../../state/mutate.ts';
import { threadDraft } from '../../threads/composer-draft.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { textChange } from '../../ui/text-change.ts';
import { TextPart } from '../../ui/text-part.tsx';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import { TextConflictPlace } from '../text-conflicts/text-conflict-place.tsx';
import { projectDraft } from './project-draft.ts';
import { ProjectHead } from './project-head.tsx';
import { ProjectMembers } from './project-members.tsx';
import styles from './project-page.module.css';
import { ProjectTabs } from './project-tabs.tsx';
import { useRefusal } from './use-refusal.ts';

/** A project: its name and description, its people, its tickets, and what is written about it. */
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
  const { problem, mutate } = useMutation();
  const refusal = useRefusal()('project.edit', 'edit projects');
  const { id } = project;
  const change = (changes: MutationArgs<'project.update'>['changes']) =>
    mutate('project.update', { id, changes });
  return (
    <div className={styles.page}>
      <section className={styles.about} aria-label={project.name}>
        <ProjectHead project={project} waiting={waiting} refusal={refusal} change={change} />
        <OverwriteCards
          subjectId={id}
          fieldName={(field) => t(field)}
          words={(field, value) => (field === 'status' ? t(`status.${String(value)}`) : String(value ?? ''))}
          putBack={(field, mine) => change({ [field]: { was: project[field as keyof Project], now: mine } })}
        />
        {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
        <ProjectDescription project={project} refusal={refusal} />
        <ProjectMembers projectId={id} />
      </section>
      <ProjectTabs projectId={id} />
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
