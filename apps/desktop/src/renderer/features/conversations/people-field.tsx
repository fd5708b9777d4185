import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import styles from './people-field.module.css';

export interface PeopleFieldProps {
  /** Their ids. */
  readonly chosen: string[];
  readonly onChange: (chosen: string[]) => void;
}

/** Chooses people by their names, oneself left out. */
export function PeopleField({ chosen, onChange }: PeopleFieldProps) {
  const { t } = useTranslation('conversations');
  const people = usePeople();
  const me = useMyId();
  const others = [...people.values()].filter(({ id, disabled }) => id !== me && !disabled);
  return (
    <MultiSelect
      label={t('new.people')}
      placeholder={chosen.length === 0 ? t('new.people.hint') : ''}
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={onChange}
      searchable
      hidePickedOptions
      selectFirstOptionOnChange
      limit={200}
      nothingFoundMessage={t('new.people.nothing')}
      maxDropdownHeight={240}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <PersonAvatar person={people.get(option.value)} />
          {option.label}
        </span>
      )}
      data-autofocus
    />
  );
}
