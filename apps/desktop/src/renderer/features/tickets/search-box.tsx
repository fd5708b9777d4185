import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberList, useMemory } from '../../state/memory.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { Keys } from '../../ui/keys.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './search-box.module.css';
import { readFilters } from './ticket-filters.ts';
import { TICKETS_LIST } from './tickets-screen.tsx';

const SEARCH_ID = 'ticket-search';

/** Searches all tickets of this device. From another screen it leads to them. */
export function SearchBox() {
  const { t } = useTranslation('tickets');
  const filters = readFilters(useMemory((state) => state.lists[TICKETS_LIST]?.filters));
  const search = (text: string) => {
    rememberList(TICKETS_LIST, { filters: { ...filters, text }, scrollTop: 0 });
    if (useRoute.getState().route.screen !== 'tickets') goTo({ screen: 'tickets' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && filters.text !== '') search('');
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="grid"]')?.focus();
    }
  };
  return (
    <SearchField
      id={SEARCH_ID}
      label={t('search')}
      hint={t('search.hint')}
      text={filters.text}
      onChange={search}
      onKeyDown={onKeyDown}
      className={styles.box}
    >
      <Keys keys="/" />
    </SearchField>
  );
}

export function focusSearch(): void {
  const field = document.getElementById(SEARCH_ID);
  if (field instanceof HTMLInputElement) field.select();
}
