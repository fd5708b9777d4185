import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './thread-list.module.css';
import type { ThreadRows } from './thread-pages.ts';
import type { Sight } from './use-thread-scroll.ts';

export interface NewestButtonProps {
  readonly rows: ThreadRows;
  readonly me: string;
  /** Up to which number one had read when the thread was opened. */
  readonly readTo: number;
  readonly sight: Sight;
  readonly isAtEnd: boolean;
  /** Whether it is shown where nothing is new as well. */
  readonly isNeeded: boolean;
  /** `seenTo`: the latest number that was in sight. */
  readonly onGo: (seenTo: number) => void;
}

/** Over the end of the list while one is not there: how many new ones are below, and the way to them. */
export function NewestButton({ rows, me, readTo, sight, isAtEnd, isNeeded, onGo }: NewestButtonProps) {
  const { t } = useTranslation('threads');
  const seenTo = useRef(readTo);
  seenTo.current = Math.max(seenTo.current, sight.last);
  const highest = rows.highest ?? 0;
  const count = isAtEnd ? 0 : countOfOthers(rows, seenTo.current, me);
  if (isAtEnd || (count === 0 && (!isNeeded || sight.last >= highest))) return null;
  return (
    <div className={styles.newest}>
      <Button
        variant="default"
        radius="xl"
        leftSection={<IconArrowDown size={16} />}
        aria-label={count > 0 ? undefined : t('newest')}
        onClick={() => onGo(seenTo.current)}
      >
        {count === 0 ? t('newest') : t('newest.count', { count, shown: count < MOST ? count : `${MOST}+` })}
      </Button>
    </div>
  );
}

/** More are not counted. */
const MOST = 100;

/** How many of others came after a number; those that are not read yet count as theirs. */
function countOfOthers({ highest = 0, messageAt }: ThreadRows, after: number, me: string): number {
  let count = 0;
  for (let number = after + 1; number <= highest && count < MOST; number++) {
    if (messageAt(number)?.row.authorId !== me) count++;
  }
  return count;
}
