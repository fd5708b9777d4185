import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { linkAddress } from '../../../links/link.ts';
import type { Target } from '../../../preload/bridge.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { showToast } from '../../state/toast.ts';
import { isLinked } from './row-of-link.ts';

/** Puts a row's link on the clipboard and says so; nothing for a row that has no link. */
export function useCopyLink(row: Target | undefined): (() => void) | undefined {
  const { t } = useTranslation('links');
  const server = useEngineStates(({ session }) => session?.server);
  const number = useRow(ticketModel, row?.table === 'ticket' ? row.id : undefined)?.row.number;
  if (row === undefined || server === undefined || !isLinked(row.table)) return undefined;
  const named = typeof number === 'number' ? { number } : {};
  const address = linkAddress({ table: row.table, id: row.id, ...named, server });
  return async () => {
    await navigator.clipboard.writeText(address);
    showToast({ text: t('copied') });
  };
}
