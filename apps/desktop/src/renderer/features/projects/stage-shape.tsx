import type { PhaseStatus } from '@holdfast/shared/model/phase.ts';
import type { ProjectStage } from '@holdfast/shared/model/project.ts';
import type { ReactNode } from 'react';
import { doneShape, restingShape, underWayShape } from '../../ui/state-shapes.tsx';
import styles from './stage-shape.module.css';

/** How far a project or a phase is, as a shape and a colour. Its name stands beside it. */
export function StageShape({ stage }: { readonly stage: ProjectStage | PhaseStatus }) {
  return (
    <svg className={styles[stage]} width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      {shapes[stage]}
    </svg>
  );
}

const shapes: Record<ProjectStage | PhaseStatus, ReactNode> = {
  planned: (
    <circle
      cx="8"
      cy="8"
      r="5.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.2 2.1"
    />
  ),
  running: underWayShape,
  paused: restingShape,
  finished: doneShape,
  done: doneShape,
};
