import { Tooltip, UnstyledButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './place-button.module.css';

export interface PlaceButtonProps {
  readonly icon: Icon;
  readonly label: string;
  /** Whether this is where one is. */
  readonly isCurrent: boolean;
  /** The icon only, with its name on hover. */
  readonly isNarrow: boolean;
  readonly onClick: () => void;
  /** How much waits there. */
  readonly badge?: ReactNode;
}

/** The way to a place of the app, in the rail. */
export function PlaceButton({ icon: Icon, label, isCurrent, isNarrow, onClick, badge }: PlaceButtonProps) {
  return (
    <Tooltip label={label} position="right" disabled={!isNarrow}>
      <UnstyledButton
        className={styles.place}
        data-narrow={isNarrow || undefined}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
        <span className={isNarrow ? 'said' : styles.label}>{label}</span>
        {badge !== undefined && <span className={styles.badge}>{badge}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
