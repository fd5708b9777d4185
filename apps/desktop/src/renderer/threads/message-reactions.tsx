import { useTranslation } from 'react-i18next';
import { useMyId, usePeople } from '../hooks/use-people.ts';
import { writeList } from '../ui/locale.ts';
import styles from './message-parts.module.css';
import { groupReactions } from './reaction-groups.ts';
import type { ThreadMessage } from './thread-message.ts';

export interface MessageReactionsProps {
  readonly message: ThreadMessage;
  readonly react: ((emoji: string) => void) | undefined;
}

/** What people reacted with: each emoji with how many and who; a click adds one's own or takes it back. */
export function MessageReactions({ message, react }: MessageReactionsProps) {
  const { t } = useTranslation('threads');
  const me = useMyId();
  const people = usePeople();
  if (message.reactions.length === 0 || react === undefined) return null;
  const nameOf = (id: string) =>
    id === me ? t('reaction.you') : (people.get(id)?.name ?? t('somebody', { ns: 'app' }));
  return (
    <div className={styles.reactions}>
      {groupReactions(message.reactions).map(({ emoji, userIds }) => {
        const words = t('reaction.by', { emoji, names: writeList(userIds.map(nameOf)) });
        return (
          <button
            key={emoji}
            type="button"
            className={styles.reaction}
            aria-pressed={userIds.includes(me)}
            aria-label={words}
            title={words}
            onClick={() => react(emoji)}
          >
            <span>{emoji}</span> {userIds.length}
          </button>
        );
      })}
    </div>
  );
}
