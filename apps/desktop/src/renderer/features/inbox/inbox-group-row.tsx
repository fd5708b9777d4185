import { useTranslation } from 'react-i18next';
import styles from './inbox.module.css';
import { InboxLine } from './inbox-line.tsx';
import { InboxRowActions, type InboxRowActionsProps } from './inbox-row-actions.tsx';
import { SubjectName } from './subject-name.tsx';
import type { InboxRows } from './use-inbox-rows.ts';

/** So many lines of a group are shown; the others are counted. */
const MOST = 3;

export interface InboxGroupRowProps extends InboxRowActionsProps {
  readonly id: string;
  readonly says: InboxRows;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** What is new about one ticket, project or conversation: what it is, then what happened, the newest first. */
export function InboxGroupRow(props: InboxGroupRowProps) {
  const { id, group, says, isChosen, isOpen, onOpen } = props;
  const { t } = useTranslation('inbox');
  const more = group.items.length - MOST;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      id={id}
      role="row"
      aria-selected={isChosen}
      data-open={isOpen || undefined}
      data-unread={group.isUnread || undefined}
      className={styles.group}
      onClick={onOpen}
    >
      <div role="gridcell" className={styles.about}>
        <SubjectName group={group} says={says} />
        {group.items.slice(0, MOST).map((item) => (
          <InboxLine key={item.id} notification={item} words={says.wordsOf(item)} />
        ))}
        {more > 0 && <span className={styles.more}>{t('moreLines', { count: more })}</span>}
      </div>
      <div role="gridcell" className={styles.actions}>
        <InboxRowActions {...props} />
      </div>
    </div>
  );
}
