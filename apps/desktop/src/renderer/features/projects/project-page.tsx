import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsWide } from '../../hooks/use-is-wide.ts';
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

/** In pixels: from here on, what is said about a project has room beside its parts. */
const WIDE = 980;

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
  const box = useRef<HTMLDivElement>(null);
  const isWide = useIsWide(box, WIDE);
  const part = { project, refusal, change };
  const about = (
    <section className={styles.about} aria-label={project.name}>
      <ProjectFields {...part} />
      <ProjectDescription project={project} refusal={refusal} />
      <ProjectMoney {...part} />
      <ProjectMembers project={project} />
    </section>
  );
  return (
    <div ref={box} className={styles.page}>
      <div className={styles.columns} data-wide={isWide || undefined}>
        <div className={styles.head}>
          <ProjectHead {...part} waiting={waiting} />
          <OverwriteCards
            subjectId={project.id}
            fieldName={(field) => t(field)}
            words={(field, value) => words('project', field, value)}
            putBack={change.putBack}
          />
          <TextConflictPlace rowId={project.id} field="description" label={t('description')} />
          <PhaseOverwrites projectId={project.id} />
          {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
        </div>
        <ProjectTabs project={project} refusal={refusal} about={isWide ? undefined : about} />
        {isWide && about}
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
  return (
    <TextPart
      place={projectDraft(id)}
      label={t('description')}
      text={project.description}
      none={t('description.none')}
      refusal={refusal}
      problem={problem}
      edits={{ room: `project:${id}`, field: 'description' }}
      save={(was, now) => mutate('project.update', { id, changes: { description: textChange(was, now) } })}
    />
  );
}
