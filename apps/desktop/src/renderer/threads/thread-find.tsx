import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeFind } from './find-store.ts';
import styles from './thread-find.module.css';
import { useFoundMarks } from './use-found-marks.ts';
import { useThreadFind } from './use-thread-find.ts';

export interface ThreadFindProps {
  readonly threadId: string;
  readonly view: RefObject<HTMLElement | null>;
}

/** Finds words in a thread, the newest place first. Enter goes to the next earlier one, Shift+Enter back. */
export function ThreadFind({ threadId, view }: ThreadFindProps) {
  const { t } = useTranslation('threads');
  const [words, setWords] = useState('');
  const { total, place, isAsked, go } = useThreadFind(threadId, words);
  useFoundMarks(view, words);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') go(event.shiftKey ? 1 : -1);
    if (event.key === 'ArrowUp') go(-1);
    if (event.key === 'ArrowDown') go(1);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    closeFind(threadId);
  };
  return (
    <div className={styles.place}>
      <search className={styles.find}>
        <input
          className={styles.words}
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to find something
          autoFocus
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span className={styles.count} role="status">
          {isAsked && t('find.count', { count: total, place, shown: total })}
        </span>
        <ActionIcon aria-label={t('find.earlier')} title={t('find.earlier')} onClick={() => go(-1)}>
          <IconChevronUp size={16} />
        </ActionIcon>
        <ActionIcon aria-label={t('find.later')} title={t('find.later')} onClick={() => go(1)}>
          <IconChevronDown size={16} />
        </ActionIcon>
        <ActionIcon aria-label={t('find.close')} title={t('find.close')} onClick={() => closeFind(threadId)}>
          <IconX size={16} />
        </ActionIcon>
      </search>
    </div>
  );
}
