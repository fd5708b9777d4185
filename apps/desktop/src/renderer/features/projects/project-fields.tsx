import { type Project, projectStages } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FieldPicker } from '../../ui/field-picker.tsx';
import type { Choice } from '../../ui/picker.tsx';
import { Field } from './project-field.tsx';
import styles from './project-fields.module.css';
import { stageOf } from './project-filters.ts';
import { StageShape } from './stage-shape.tsx';
import { NONE, useDivisionChoices } from './use-divisions.ts';
import { useOwnerChoices } from './use-owner-choices.tsx';
import type { ChangeProject } from './use-project-changes.ts';

export interface ProjectPartProps {
  readonly project: Project;
  /** Why this person may not change it. */
  readonly refusal: string | undefined;
  readonly change: ChangeProject;
}

/** How far a project is, whose it is, and when: in a compact column. */
export function ProjectFields({ project, refusal, change }: ProjectPartProps) {
  const { t } = useTranslation('projects');
  const room = `project:${project.id}`;
  const people = usePeople();
  const divisions = useDivisionChoices();
  const owner = people.get(project.ownerId);
  const day = (field: 'startsOn' | 'endsOn') => (
    <Field label={t(field)}>
      <DayField
        label={t(field)}
        day={project[field] ?? null}
        refusal={refusal}
        edits={{ room, field }}
        none={t('date.none')}
        clear={t('date.clear', { field: t(field) })}
        save={(was, now) => change.plan({ [field]: { was, now } })}
      />
    </Field>
  );
  return (
    <dl className={styles.fields}>
      <Field label={t('stage')}>
        <FieldPicker
          searchLabel={t('filter.find')}
          nothingFound={t('filter.nothing')}
          place={{ room, field: 'stage' }}
          label={t('stage')}
          choices={useStageChoices()}
          value={stageOf(project)}
          refusal={refusal}
          onChoose={(key) => {
            const now = projectStages.find((stage) => stage === key);
            if (now !== undefined) change.plan({ stage: { was: stageOf(project), now } });
          }}
        />
      </Field>
      <Field label={t('ownerId')}>
        <FieldPicker
          searchLabel={t('filter.find')}
          nothingFound={t('filter.nothing')}
          place={{ room, field: 'ownerId' }}
          label={t('ownerId')}
          choices={useOwnerChoices(project.id)}
          value={project.ownerId}
          otherwise={owner?.name ?? t('somebody', { ns: 'app' })}
          refusal={refusal}
          onChoose={(now) => change.plan({ ownerId: { was: project.ownerId, now } })}
        />
      </Field>
      {(divisions.length > 1 || project.divisionId !== null) && (
        <Field label={t('divisionId')}>
          <FieldPicker
            searchLabel={t('filter.find')}
            nothingFound={t('filter.nothing')}
            place={{ room, field: 'divisionId' }}
            label={t('divisionId')}
            choices={divisions}
            value={project.divisionId ?? NONE}
            refusal={refusal}
            onChoose={(key) =>
              change.update({ divisionId: { was: project.divisionId, now: key === NONE ? null : key } })
            }
          />
        </Field>
      )}
      {day('startsOn')}
      {day('endsOn')}
    </dl>
  );
}

/** How far a project can be, in words and signs. */
export function useStageChoices(): readonly Choice[] {
  const { t } = useTranslation('projects');
  return projectStages.map((stage) => ({
    key: stage,
    label: t(`stage.${stage}`),
    icon: <StageShape stage={stage} />,
  }));
}
