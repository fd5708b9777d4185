import type { ReactNode } from 'react';
import styles from './files.module.css';
import { useOfferedFiles } from './use-offered-files.ts';

export interface DropAreaProps {
  /** What letting go here does, shown while files are dragged over it: "Attach to this ticket". */
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * A part of the window that takes files which are dropped on it or pasted into it. Who uses the keyboard has an
 * `AttachButton` and pasting.
 */
export function DropArea({ label, onFiles, className, children }: DropAreaProps) {
  const { isOver, handlers } = useOfferedFiles(onFiles);
  return (
    <div className={`${styles.area} ${className ?? ''}`} {...handlers}>
      {children}
      {isOver && (
        <div className={styles.over} aria-hidden data-drop-here>
          {label}
        </div>
      )}
    </div>
  );
}
