import { useTranslation } from 'react-i18next';
import { usePeople } from '../hooks/use-people.ts';
import { usePresence } from '../hooks/use-presence.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { fieldWords } from './field-words.ts';
import { PersonPopover } from './person-popover.tsx';
import { useNames } from './use-names.ts';
import styles from './viewers.module.css';

/** So many are shown; the others are counted. */
const MOST = 5;

/** Who else looks at a ticket, project or conversation, and what they edit. Being here says so of oneself too. */
export function Viewers({ room }: { readonly room: string }) {
  const { t } = useTranslation('presence');
  const people = usePeople();
  const nameOf = useNames();
  const { viewing, viewers, editing } = usePresence(room);
  if (viewing.length === 0) return null;
  const shown = viewing.slice(0, MOST);
  const more = viewers - shown.length;
  const doing = (userId: string) => {
    const edited = editing.find((one) => one.userId === userId);
    const name = nameOf(userId);
    if (edited === undefined) return t('viewers.looks', { name });
    return t('edits', { name, field: fieldWords(edited.field, t) });
  };
  return (
    <ul className={styles.viewers} aria-label={t('viewers', { names: shown.map(nameOf).join(', ') })}>
      {shown.map((userId) => (
        <li key={userId} className={styles.viewer}>
          <PersonPopover userId={userId} label={doing(userId)}>
            <PersonAvatar person={people.get(userId)} />
          </PersonPopover>
        </li>
      ))}
      {more > 0 && (
        <li className={styles.more} title={t('viewers.more', { count: more })}>
          +{more}
        </li>
      )}
    </ul>
  );
}
