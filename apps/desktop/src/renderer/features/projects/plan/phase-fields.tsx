import { type Phase, phaseSchema, phaseStatuses } from '@holdfast/shared/model/phase.ts';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { FieldPlace } from '../../../presence/edited-by.tsx';
import { DayField } from '../../../ui/day-field.tsx';
import { FieldPicker } from '../../../ui/field-picker.tsx';
import { LineField } from '../../../ui/line-field.tsx';
import type { Choice } from '../../../ui/picker.tsx';
import { StageShape } from '../stage-shape.tsx';
import { statusChange } from './phase-spans.ts';
import type { ChangePhases } from './use-phase-changes.ts';

export interface PhaseFieldProps {
  readonly phase: Phase;
  /** Why this person may not change it. */
  readonly refusal: string | undefined;
  readonly change: ChangePhases;
}

/** Where others are told that one edits a field of a phase: in the room of its project. */
export function phaseFieldPlace({ id, projectId }: Phase, field: string): FieldPlace {
  return { room: `project:${projectId}`, field: `phase:${id}:${field}` };
}

export function PhaseName({ phase, refusal, change }: PhaseFieldProps) {
  const { t } = useTranslation('projects');
  return (
    <LineField
      label={t('phase.field', { field: t('name'), name: phase.name })}
      text={phase.name}
      schema={phaseSchema.shape.name}
      refusal={refusal}
      edits={phaseFieldPlace(phase, 'name')}
      save={(was, now) => change.update(phase.id, { name: { was, now } })}
    />
  );
}

export function PhaseStatusField({ phase, refusal, change }: PhaseFieldProps) {
  const { t } = useTranslation('projects');
  return (
    <FieldPicker
      searchLabel={t('filter.find')}
      nothingFound={t('filter.nothing')}
      place={phaseFieldPlace(phase, 'status')}
      label={t('phase.field', { field: t('status'), name: phase.name })}
      choices={usePhaseStatusChoices()}
      value={phase.status}
      refusal={refusal}
      onChoose={(key) => {
        const now = phaseStatuses.find((status) => status === key);
        if (now !== undefined) change.update(phase.id, statusChange(phase, now));
      }}
    />
  );
}

/** How far a phase can be, in words and signs. */
export function usePhaseStatusChoices(): readonly Choice[] {
  const { t } = useTranslation('projects');
  return phaseStatuses.map((status) => ({
    key: status,
    label: t(`phaseStatus.${status}`),
    icon: <StageShape stage={status} />,
  }));
}

export interface PhaseDayProps extends PhaseFieldProps {
  readonly field: 'startsOn' | 'endsOn';
}

export function PhaseDay({ phase, refusal, change, field }: PhaseDayProps) {
  const { t } = useTranslation('projects');
  const label = t('phase.field', { field: t(field), name: phase.name });
  return (
    <DayField
      label={label}
      day={phase[field]}
      refusal={refusal}
      edits={phaseFieldPlace(phase, field)}
      none={t('date.none')}
      clear={t('date.clear', { field: label })}
      save={(was, now) => change.update(phase.id, { [field]: { was, now } })}
    />
  );
}

const percentText = z.string().refine((text) => readPercent(text) !== undefined);

export function PhaseProgress({ phase, refusal, change }: PhaseFieldProps) {
  const { t } = useTranslation('projects');
  return (
    <LineField
      label={t('phase.field', { field: t('progress'), name: phase.name })}
      text={t('percent', { percent: phase.progress })}
      schema={percentText}
      refusal={refusal}
      edits={phaseFieldPlace(phase, 'progress')}
      save={async (_, typed) => {
        const now = readPercent(typed);
        return now === undefined || change.update(phase.id, { progress: { was: phase.progress, now } });
      }}
    />
  );
}

/** Whole percent as they are typed, with or without their sign. */
function readPercent(typed: string): number | undefined {
  const digits = /^\s*(\d{1,3})\s*[%٪]?\s*$/.exec(typed)?.[1];
  const percent = Number(digits);
  return digits === undefined || percent > 100 ? undefined : percent;
}
