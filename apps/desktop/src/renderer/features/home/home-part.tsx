import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './home.module.css';

export interface HomePartProps {
  readonly title: string;
  /** Where there is more of it. */
  readonly more?: { readonly label: string; readonly go: () => void };
  /** What can be done beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the home page: what it is, what there is, and the way to all of it. */
export function HomePart({ title, more, actions, children }: HomePartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {actions}
        {more !== undefined && (
          <Button className={styles.more} variant="subtle" color="teal" onClick={more.go}>
            {more.label}
          </Button>
        )}
      </header>
      {children}
    </section>
  );
}
