import { Popover, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { PersonCard } from './person-card.tsx';
import styles from './person-popover.module.css';

export interface PersonPopoverProps {
  readonly userId: string;
  /** Names the button, where what it shows does not say who it is. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A button that shows who somebody is. */
export function PersonPopover({ userId, label, className, children }: PersonPopoverProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={className ?? styles.target}
          title={label}
          onClick={() => setOpened(!opened)}
        >
          {label !== undefined && <span className="said">{label}</span>}
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.card}>
        <PersonCard userId={userId} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
