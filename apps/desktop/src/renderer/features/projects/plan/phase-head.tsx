import type { Phase } from '@holdfast/shared/model/phase.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StageShape } from '../stage-shape.tsx';
import styles from './phase-head.module.css';

/** A phase at the beginning of its row on a timeline: how far it is, and its name, which opens it. */
export function PhaseHead({
  phase,
  onOpen,
}: {
  readonly phase: Phase;
  readonly onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('projects');
  return (
    <>
      <StageShape stage={phase.status} />
      <UnstyledButton
        className={styles.name}
        title={`${phase.name} · ${t(`phaseStatus.${phase.status}`)}`}
        onClick={() => onOpen(phase.id)}
      >
        {phase.name}
      </UnstyledButton>
    </>
  );
}
