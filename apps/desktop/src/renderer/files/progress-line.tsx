import styles from './files.module.css';

export interface ProgressLineProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly progress: number;
}

/** How far a file has come. It is there to be asked, and does not speak up at each step. */
export function ProgressLine({ label, progress }: ProgressLineProps) {
  const percent = Math.floor(progress * 100);
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={styles.done} style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
