import { useTranslation } from 'react-i18next';
import { CellEditor } from './cell-editor.tsx';
import type { LineRow } from './grid-rows.ts';
import type { Editing } from './grid-store.ts';
import { placeOf } from './range-edits.ts';
import type { Plans } from './use-plans.ts';
import { longDay } from './weeks.ts';

export interface HoursEditorProps {
  readonly line: LineRow;
  readonly week: string;
  readonly editing: Editing;
  readonly plans: Plans;
  readonly isRtl: boolean;
  readonly step: (rows: number, weeks: number) => void;
  readonly focusGrid: () => void;
}

/** The editor of a line's cell, named by what its hours are for. */
export function HoursEditor({ line, week, editing, plans, isRtl, step, focusGrid }: HoursEditorProps) {
  const { t } = useTranslation('capacity');
  return (
    <CellEditor
      editing={editing}
      place={placeOf(line, week)}
      label={t('hours.of', { what: plans.nameOf(line), week: longDay(week) })}
      step={step}
      focusGrid={focusGrid}
      isRtl={isRtl}
    />
  );
}
