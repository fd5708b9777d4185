import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ActionIcon } from '@mantine/core';
import { IconGripVertical, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingDot } from '../../../ui/waiting-dot.tsx';
import {
  PhaseDay,
  type PhaseFieldProps,
  PhaseName,
  PhaseProgress,
  PhaseStatusField,
} from './phase-fields.tsx';
import styles from './phase-list.module.css';

export interface PhaseRowProps extends PhaseFieldProps {
  readonly waiting: boolean;
  /** Moves it by so many places. */
  readonly onMove: (step: 1 | -1) => void;
}

/** A phase with its fields; its grip moves it among the others. */
export function PhaseRow({ waiting, onMove, ...field }: PhaseRowProps) {
  const { t } = useTranslation('projects');
  const { phase, refusal, change } = field;
  const { setNodeRef, isOver } = useDroppable({ id: phase.id });
  const drag = useDraggable({ id: phase.id, disabled: refusal !== undefined });
  const style = drag.transform === null ? {} : { transform: `translateY(${drag.transform.y}px)` };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step === undefined) return;
    event.preventDefault();
    onMove(step);
  };
  return (
    <li
      ref={setNodeRef}
      className={styles.row}
      data-over={(isOver && !drag.isDragging) || undefined}
      data-dragged={drag.isDragging || undefined}
      data-on-its-way={drag.isDragging || undefined}
      style={style}
    >
      <span className={styles.name}>
        {refusal === undefined && (
          <button
            type="button"
            ref={drag.setNodeRef}
            className={styles.grip}
            aria-label={t('phase.move', { name: phase.name })}
            title={t('phase.move.help')}
            aria-description={t('phase.move.help')}
            {...drag.listeners}
            onKeyDown={onKeyDown}
          >
            <IconGripVertical size={16} aria-hidden />
          </button>
        )}
        <PhaseName {...field} />
        {waiting && <WaitingDot />}
      </span>
      <span className={styles.status}>
        <PhaseStatusField {...field} />
      </span>
      <span className={styles.day}>
        <PhaseDay {...field} field="startsOn" />
      </span>
      <span className={styles.day}>
        <PhaseDay {...field} field="endsOn" />
      </span>
      <span className={styles.progress}>
        <PhaseProgress {...field} />
      </span>
      {refusal === undefined && (
        <ActionIcon
          aria-label={t('phase.remove', { name: phase.name })}
          title={t('phase.remove', { name: phase.name })}
          onClick={() => change.remove(phase.id)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
