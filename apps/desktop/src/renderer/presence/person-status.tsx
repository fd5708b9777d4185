import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { usePersonPresence } from '../hooks/use-people-presence.ts';
import { PersonAvatar, type PersonAvatarProps } from '../ui/person-avatar.tsx';
import styles from './person-status.module.css';
import { statusWords } from './status-words.ts';

export interface PersonStatusProps {
  readonly userId: string;
  /** Says nothing where nothing is known, because something beside it does. */
  readonly isOneOfMany?: boolean;
}

/** How a person is and since when, in words. */
export function PersonStatus({ userId, isOneOfMany = false }: PersonStatusProps) {
  const { t } = useTranslation('presence');
  const now = useNow(30_000);
  const presence = usePersonPresence(userId);
  if (presence === undefined && isOneOfMany) return null;
  return <span className={styles.words}>{statusWords(presence, now, t)}</span>;
}

/** A person's avatar with how they are as a sign. The words must stand beside it, or be said. */
export function PresentAvatar({ person, ...look }: Omit<PersonAvatarProps, 'status'>) {
  const status = usePersonPresence(person?.id)?.status;
  return <PersonAvatar person={person} {...look} {...(status === undefined ? {} : { status })} />;
}
