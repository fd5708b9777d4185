import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Picker } from '../../ui/picker.tsx';
import styles from './capacity-grid.module.css';
import { lineKey } from './grid-rows.ts';
import { addLine, selectCell, useGrid } from './grid-store.ts';
import type { Plans } from './use-plans.ts';

export interface AddLineProps {
  readonly userId: string;
  readonly plans: Plans;
  readonly focusGrid: () => void;
}

/** Chooses a project or a phase that somebody is to be planned for: then there is a line to write into. */
export function AddLine({ userId, plans, focusGrid }: AddLineProps) {
  const { t } = useTranslation('capacity');
  // The list is made when somebody asks for it: a grid has many such rows, and they come and go as it is scrolled.
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => {
    if (isAsked) openAdd(userId);
  }, [isAsked, userId]);
  const add = (key: string) => {
    const line = plans.choices.find((choice) => lineKey(userId, choice) === key);
    if (line === undefined) return;
    addLine(userId, { projectId: line.projectId, phaseId: line.phaseId });
    const week = useGrid.getState().selection?.active.week;
    if (week !== undefined) selectCell({ rowKey: `line ${key}`, week });
    // Once the list has closed and has given the keys back to its button.
    setTimeout(focusGrid);
  };
  return (
    <span className={styles.add} id={addId(userId)}>
      {isAsked ? (
        <Picker
          label={t('line.add')}
          choices={plans.choices.map((line) => ({ key: lineKey(userId, line), label: line.name }))}
          chosen={[]}
          onChoose={add}
          searchLabel={t('line.find')}
          nothingFound={t('line.nothing')}
        >
          <IconPlus size={16} aria-hidden />
          <span aria-hidden>{t('line.add')}</span>
        </Picker>
      ) : (
        <button type="button" className={styles.addButton} onClick={() => setIsAsked(true)}>
          <IconPlus size={16} aria-hidden />
          {t('line.add')}
        </button>
      )}
    </span>
  );
}

/** Opens the list of a row that adds a line, as a click on it does. */
export function openAdd(userId: string): void {
  document.getElementById(addId(userId))?.querySelector('button')?.click();
}

function addId(userId: string): string {
  return `add-line-${userId}`;
}
