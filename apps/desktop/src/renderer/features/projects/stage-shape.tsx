import type { PhaseStatus } from '@holdfast/shared/model/phase.ts';
import type { ProjectStage } from '@holdfast/shared/model/project.ts';
import type { ReactNode } from 'react';
import styles from './stage-shape.module.css';

/** How far a project or a phase is, as a shape and a colour. Its name stands beside it. */
export function StageShape({ stage }: { readonly stage: ProjectStage | PhaseStatus }) {
  return (
    <svg className={styles[stage]} width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      {shapes[stage]}
    </svg>
  );
}

const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const done = (
  <>
    <circle cx="8" cy="8" r="6.25" fill="currentColor" />
    <path
      d="m5.4 8.2 1.8 1.8 3.4-3.8"
      fill="none"
      stroke="var(--ground)"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </>
);

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
  running: (
    <>
      {ring}
      <path d="M8 5a3 3 0 0 1 0 6z" fill="currentColor" stroke="currentColor" strokeWidth="0.5" />
    </>
  ),
  paused: (
    <>
      {ring}
      <path d="M6.5 6v4M9.5 6v4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  finished: done,
  done,
};
