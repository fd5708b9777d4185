import styles from './person-avatar.module.css';
import { initialsOf, personColour } from './person-colour.ts';

export interface PersonAvatarProps {
  /** Absent: nobody, or somebody who is not in the directory. */
  readonly person: { readonly id: string; readonly name: string } | undefined;
}

/** A person's initials on their own colour. The name must stand beside it, or be said. */
export function PersonAvatar({ person }: PersonAvatarProps) {
  if (person === undefined) return <span className={styles.none} aria-hidden />;
  return (
    <span className={styles.avatar} style={{ background: personColour(person.id) }} aria-hidden>
      {initialsOf(person.name)}
    </span>
  );
}
