import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { Phase } from '@holdfast/shared/model/phase.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../../engine/api/query.ts';
import { movedPosition } from './moved-position.ts';
import styles from './phase-list.module.css';
import { PhaseRow } from './phase-row.tsx';
import type { ChangePhases } from './use-phase-changes.ts';

/** Pixels that a hand trembles while it only clicks. */
const SLOP = 4;

export interface PhaseListProps {
  readonly phases: readonly QueriedRow<Phase>[];
  readonly refusal: string | undefined;
  readonly change: ChangePhases;
}

/** The phases of a project in their order, each edited where it stands. */
export function PhaseList({ phases, refusal, change }: PhaseListProps) {
  const { t } = useTranslation('projects');
  const [said, setSaid] = useState('');
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: SLOP } }));
  const rows = phases.map(({ row }) => row);
  const moveTo = (phase: Phase, to: number) => {
    const now = movedPosition(rows, phase.id, to);
    if (now === undefined) return;
    change.update(phase.id, { position: { was: phase.position, now } });
    setSaid(t('phase.moved', { name: phase.name, place: to + 1, all: rows.length }));
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const phase = rows.find(({ id }) => id === active.id);
    const to = rows.findIndex(({ id }) => id === over?.id);
    if (phase !== undefined && to >= 0) moveTo(phase, to);
  };
  return (
    <DndContext sensors={sensors} onDragEnd={drop} accessibility={{ announcements: silent }}>
      <p role="status" className="said">
        {said}
      </p>
      <ul className={styles.list} aria-label={t('phases')}>
        {phases.map(({ row, waiting }, index) => (
          <PhaseRow
            key={row.id}
            phase={row}
            waiting={waiting}
            refusal={refusal}
            change={change}
            onMove={(step) => moveTo(row, index + step)}
          />
        ))}
      </ul>
    </DndContext>
  );
}

/** A drag of the pointer is seen; what the keys do is said by the list itself. */
const silent = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};
