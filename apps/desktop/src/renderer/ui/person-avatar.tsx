import type { PersonStatus } from '@holdfast/shared/protocol/presence.ts';
import styles from './person-avatar.module.css';
import { initialsOf, personColour } from './person-colour.ts';
import { StatusDot } from './status-dot.tsx';

export interface PersonAvatarProps {
  /** Absent: nobody, or somebody who is not in the directory. */
  readonly person: { readonly id: string; readonly name: string } | undefined;
  /** Whether they are there, where that is known and of use. */
  readonly status?: PersonStatus;
  readonly size?: 'large';
}

/** A person's initials on their own colour. The name, and how they are, must stand beside it, or be said. */
export function PersonAvatar({ person, status, size }: PersonAvatarProps) {
  if (person === undefined) return <span className={styles.none} aria-hidden />;
  const avatar = (
    <span
      className={styles.avatar}
      style={{ background: personColour(person.id) }}
      data-size={size}
      aria-hidden
    >
      {initialsOf(person.name)}
    </span>
  );
  if (status === undefined) return avatar;
  return (
    <span className={styles.present}>
      {avatar}
      <StatusDot status={status} />
    </span>
  );
}
