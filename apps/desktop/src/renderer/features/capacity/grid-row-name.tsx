import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconUsers } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { AddLine } from './add-line.tsx';
import styles from './capacity-grid.module.css';
import type { GridRow, PersonRow } from './grid-rows.ts';
import { toggleOpen } from './grid-store.ts';
import type { Plans } from './use-plans.ts';

export interface RowNameProps {
  readonly row: GridRow;
  readonly plans: Plans;
  /** Whether people can be opened to see what they are planned for. */
  readonly canOpen: boolean;
  readonly focusGrid: () => void;
}

/** What stands at the beginning of a row. */
export const RowName = memo(function RowName({ row, plans, canOpen, focusGrid }: RowNameProps) {
  const { t } = useTranslation('capacity');
  if (row.kind === 'person') return <PersonName row={row} canOpen={canOpen} />;
  if (row.kind === 'add') return <AddLine userId={row.userId} plans={plans} focusGrid={focusGrid} />;
  if (row.kind === 'line') {
    const name = plans.nameOf(row);
    const refusal = plans.refusalOf(row.projectId);
    return (
      <span
        className={styles.lineName}
        title={refusal === undefined ? name : `${name}. ${refusal}`}
        dir="auto"
      >
        {name}
      </span>
    );
  }
  const none = row.kind === 'everybody' ? t('everybody') : t('division.none');
  return (
    <span className={styles.groupName}>
      <IconUsers size={16} aria-hidden />
      <span className={styles.cut} dir="auto" title={row.name || none}>
        {row.name || none}
      </span>
      <span className={styles.dim}>{row.userIds.length}</span>
    </span>
  );
});

function PersonName({ row, canOpen }: { readonly row: PersonRow; readonly canOpen: boolean }) {
  const { t } = useTranslation('capacity');
  const { person, isOpen } = row;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const label = t(isOpen ? 'person.close' : 'person.open', { name: person.name });
  return (
    <span className={styles.personName}>
      {canOpen && (
        <UnstyledButton
          className={styles.opener}
          tabIndex={-1}
          aria-label={label}
          title={label}
          aria-expanded={isOpen}
          onClick={() => toggleOpen(person.id)}
        >
          <Chevron size={16} aria-hidden />
        </UnstyledButton>
      )}
      <PersonAvatar person={person} />
      <span className={styles.cut} title={person.name} dir="auto">
        {person.name}
      </span>
    </span>
  );
}
