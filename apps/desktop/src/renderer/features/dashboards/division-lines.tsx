import type { Division } from '@holdfast/shared/model/division.ts';
import { UnstyledButton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { goTo } from '../../state/route.ts';
import styles from './division-lines.module.css';

/** Divisions, each of which leads to how it goes. */
export function DivisionLines({ divisions }: { readonly divisions: readonly Division[] }) {
  return (
    <ul className={styles.list}>
      {divisions.map(({ id, name }) => (
        <li key={id}>
          <UnstyledButton className={styles.row} onClick={() => goTo({ screen: 'division', id })}>
            <IconUsersGroup size={16} aria-hidden />
            <span className={styles.name} title={name} dir="auto">
              {name}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
