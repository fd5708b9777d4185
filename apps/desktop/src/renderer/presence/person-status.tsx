import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { usePersonPresence } from '../hooks/use-people-presence.ts';
import { PersonAvatar, type PersonAvatarProps } from '../ui/person-avatar.tsx';
import styles from './person-status.module.css';
import { statusWords } from './status-words.ts';

/** How a person is and since when, in words. */
export function PersonStatus({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('presence');
  const now = useNow(30_000);
  return <p className={styles.words}>{statusWords(usePersonPresence(userId), now, t)}</p>;
}

/** A person's avatar with how they are as a sign. The words must stand beside it, or be said. */
export function PresentAvatar({ person, ...look }: Omit<PersonAvatarProps, 'status'>) {
  const status = usePersonPresence(person?.id)?.status;
  return <PersonAvatar person={person} {...look} {...(status === undefined ? {} : { status })} />;
}
