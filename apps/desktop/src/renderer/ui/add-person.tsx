import type { User } from '@holdfast/shared/model/user.ts';
import { IconPlus } from '@tabler/icons-react';
import { PersonAvatar } from './person-avatar.tsx';
import { Picker } from './picker.tsx';

export interface AddPersonProps {
  readonly label: string;
  /** The people to choose from; those who left are passed over. */
  readonly people: Iterable<User>;
  /** The ids of those who are there already. */
  readonly already: ReadonlySet<string>;
  /** Why nobody can be added by this person. */
  readonly refusal?: string | undefined;
  readonly searchLabel: string;
  readonly nothingFound: string;
  readonly onAdd: (userId: string) => void;
}

/** Chooses somebody who shall take part. */
export function AddPerson({ people, already, onAdd, ...rest }: AddPersonProps) {
  const others = [...people].filter(({ id, disabled }) => !already.has(id) && !disabled);
  return (
    <Picker
      look="chip"
      {...rest}
      choices={others.map((person) => ({
        key: person.id,
        label: person.name,
        icon: <PersonAvatar person={person} />,
      }))}
      chosen={[]}
      onChoose={onAdd}
    >
      <IconPlus size={16} aria-hidden />
    </Picker>
  );
}
