import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { usePeople } from '../hooks/use-people.ts';
import { usePersonPresence } from '../hooks/use-people-presence.ts';
import { usePresence } from '../hooks/use-presence.ts';
import { writeList } from '../ui/locale.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { fieldWords } from './field-words.ts';
import { PersonPopover } from './person-popover.tsx';
import { statusWords } from './status-words.ts';
import { useNames } from './use-names.ts';
import styles from './viewers.module.css';

/** So many are shown; the others are counted. */
const MOST = 5;

/** Who else looks at a ticket, project or conversation, and what they edit. Being here says so of oneself too. */
export function Viewers({ room }: { readonly room: string }) {
  const { t } = useTranslation('presence');
  const nameOf = useNames();
  const { viewing, viewers, editing } = usePresence(room);
  if (viewing.length === 0) return null;
  const shown = viewing.slice(0, MOST);
  const more = viewers - shown.length;
  return (
    <ul className={styles.viewers} aria-label={t('viewers', { names: writeList(shown.map(nameOf)) })}>
      {shown.map((userId) => (
        <li key={userId} className={styles.viewer}>
          <Viewer userId={userId} field={editing.find((one) => one.userId === userId)?.field} />
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

/** One of them. Whoever is idle carries that sign: they may only have left it open. */
function Viewer({ userId, field }: { readonly userId: string; readonly field: string | undefined }) {
  const { t } = useTranslation('presence');
  const person = usePeople().get(userId);
  const name = useNames()(userId);
  const presence = usePersonPresence(userId);
  const now = useNow(30_000);
  const isIdle = presence?.status === 'idle';
  const looks = isIdle
    ? t('viewers.left', { name, status: statusWords(presence, now, t) })
    : t('viewers.looks', { name });
  const label = field === undefined ? looks : t('edits', { name, field: fieldWords(field, t) });
  return (
    <PersonPopover userId={userId} label={label}>
      <PersonAvatar person={person} {...(isIdle ? { status: 'idle' } : {})} />
    </PersonPopover>
  );
}
