import { Button } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import styles from './held-list.module.css';
import type { Held } from './use-held-groups.ts';

export interface HeldListProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly label: string;
  /** The id of the row that the keys are at. */
  readonly activeId: string | undefined;
  readonly held: Pick<Held<never>, 'waiting' | 'hold' | 'release' | 'bringUpToDate'>;
  /** Says how many rows wait to be brought up to date. */
  readonly updates: string;
  /** Rows: elements with the role `row`. */
  readonly children: ReactNode;
}

/** A list that holds still under the pointer: what would move waits behind a button. One row is at the keys. */
export function HeldList({ box, label, activeId, held, updates, children }: HeldListProps) {
  return (
    <>
      {held.waiting > 0 && (
        <Button className={styles.updates} variant="subtle" color="teal" onClick={held.bringUpToDate}>
          {updates}
        </Button>
      )}
      <div
        ref={box}
        className={styles.list}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={activeId}
        onPointerMove={held.hold}
        onPointerLeave={held.release}
      >
        {children}
      </div>
    </>
  );
}
