import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo, useRoute } from '../../state/route.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { FINDS_ID } from './message-finds.tsx';
import styles from './message-search-box.module.css';
import { searchMessages, useMessageSearch } from './message-search-store.ts';

const SEARCH_ID = 'message-search';

/** Looks for words in all messages of this device, those of tickets and projects too. */
export function MessageSearchBox() {
  const { t } = useTranslation('conversations');
  const words = useMessageSearch();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isLeaving = event.key === 'Enter' || event.key === 'ArrowDown';
    if (!isLeaving && (event.key !== 'Escape' || words === '')) return;
    event.preventDefault();
    if (isLeaving) focusBelow();
    else searchMessages('');
  };
  return (
    <SearchField
      id={SEARCH_ID}
      label={t('search')}
      hint={t('search.hint')}
      text={words}
      onChange={searchMessages}
      onKeyDown={onKeyDown}
      className={styles.box}
    >
      {words !== '' && (
        <UnstyledButton
          className={styles.clear}
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => searchMessages('')}
        >
          <IconX size={16} aria-hidden />
        </UnstyledButton>
      )}
    </SearchField>
  );
}

/** The first find, or else the list of conversations. */
function focusBelow(): void {
  document.querySelector<HTMLElement>(`#${FINDS_ID} button, [role="grid"]`)?.focus();
}

/** Goes to where messages are searched, from anywhere. */
export function goToMessageSearch(): void {
  if (useRoute.getState().route.screen !== 'conversations') goTo({ screen: 'conversations' });
  // The screen is there after this turn at the latest.
  setTimeout(() => {
    const field = document.getElementById(SEARCH_ID);
    if (field instanceof HTMLInputElement) field.select();
  });
}
