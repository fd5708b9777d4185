import { type Phase, phaseStatuses } from '@holdfast/shared/model/phase.ts';
import { useTranslation } from 'react-i18next';
import { Board } from '../../../ui/board/board.tsx';
import { writeShortDay } from '../../../ui/days.ts';
import { StageShape } from '../stage-shape.tsx';
import { useBoardWords } from '../use-board-words.ts';
import { spanOfPhase, statusChange } from './phase-spans.ts';
import styles from './plan-part.module.css';
import type { ChangePhases } from './use-phase-changes.ts';

export interface PhaseBoardProps {
  readonly phases: readonly Phase[];
  readonly refusal: string | undefined;
  readonly change: ChangePhases;
  readonly onOpen: (id: string) => void;
}

/** The phases of a project by how far they are. */
export function PhaseBoard({ phases, refusal, change, onOpen }: PhaseBoardProps) {
  const { t } = useTranslation('projects');
  const words = useBoardWords(t('phases'));
  const columns = phaseStatuses.map((status) => ({
    key: status,
    name: t(`phaseStatus.${status}`),
    icon: <StageShape stage={status} />,
    cards: phases
      .filter((phase) => phase.status === status)
      .map((phase) => ({
        id: phase.id,
        name: phase.name,
        refusal,
        content: <PhaseLine phase={phase} />,
      })),
  }));
  return (
    <Board
      columns={columns}
      words={words}
      onOpen={onOpen}
      onMove={async (id, status) => {
        const phase = phases.find((one) => one.id === id);
        return phase !== undefined && change.update(id, statusChange(phase, status));
      }}
    />
  );
}

function PhaseLine({ phase }: { readonly phase: Phase }) {
  const { t } = useTranslation('projects');
  const span = spanOfPhase(phase);
  return (
    <span className={styles.card}>
      {span !== undefined && t('phase.span', { from: writeShortDay(span.from), to: writeShortDay(span.to) })}
      <span>{t('percent', { percent: phase.progress })}</span>
    </span>
  );
}
