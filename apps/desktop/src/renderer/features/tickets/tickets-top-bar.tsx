import { Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openNewTicket } from './new-ticket-store.ts';
import { SearchBox } from './search-box.tsx';

/** Searching, and making a new ticket. */
export function TicketsTopBar() {
  const { t } = useTranslation('tickets');
  return (
    <>
      <SearchBox />
      <Tooltip label={`${t('new')} · C`}>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => openNewTicket()}>
          {t('new')}
        </Button>
      </Tooltip>
    </>
  );
}
