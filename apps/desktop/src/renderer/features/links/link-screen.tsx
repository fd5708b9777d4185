import { projectModel } from '@holdfast/shared/model/project.ts';
import { threadModel } from '@holdfast/shared/model/thread.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../../links/link.ts';
import type { ScreenProps } from '../../app/feature.ts';
import { useIsFirstSync } from '../../hooks/use-first-sync.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import { placeOfRow } from '../../state/places.ts';
import { replaceRoute } from '../../state/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { readRowOfLink } from './row-of-link.ts';

const models = { ticket: ticketModel, project: projectModel, thread: threadModel };

/** Where a link leads while its row is not here: it waits and says so, and opens the row once it has arrived. */
export function LinkScreen({ id }: ScreenProps) {
  const link = readRowOfLink(id);
  return link === undefined ? <Waiting isSettled /> : <Awaited key={id} link={link} />;
}

function Awaited({ link }: { readonly link: Link }) {
  const where = link.number === undefined ? { id: link.id ?? '' } : { number: link.number };
  const found = useLiveQuery(models[link.table], { where, offset: 0, limit: 1 });
  const rowId = found?.rows[0]?.row.id;
  useEffect(() => {
    const place = rowId === undefined ? undefined : placeOfRow(link.table, rowId);
    if (place !== undefined) replaceRoute(place);
  }, [link.table, rowId]);
  const isLive = useEngineStates(({ connection }) => connection?.state === 'live');
  const isFirstSync = useIsFirstSync();
  // It answers within a few milliseconds; until then nothing is better than something that flashes.
  if (found === undefined || rowId !== undefined) return null;
  return <Waiting isSettled={isLive && !isFirstSync} />;
}

/** `isSettled`: all that the person may see is on this device, and this is not among it. */
function Waiting({ isSettled }: { readonly isSettled: boolean }) {
  const { t } = useTranslation('links');
  return (
    <div role="status">
      {isSettled ? (
        <EmptyState title={t('none.title')} body={t('none.body')} />
      ) : (
        <EmptyState title={t('waits.title')} body={t('waits.body')} />
      )}
    </div>
  );
}
