import { projectModel } from '@holdfast/shared/model/project.ts';
import { threadModel } from '@holdfast/shared/model/thread.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Link, linkAddress } from '../../../links/link.ts';
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
  // The window remembers its screen; what no link can lead to is not among them.
  return link === undefined ? null : <Awaited key={id} link={link} />;
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
  return <Waiting link={link} isSettled={isLive && !isFirstSync} />;
}

/** `isSettled`: all that the person may see is on this device, and this is not among it. */
function Waiting({ link, isSettled }: { readonly link: Link; readonly isSettled: boolean }) {
  const { t } = useTranslation('links');
  const state = isSettled ? 'none' : 'waits';
  return (
    <div role="status">
      <EmptyState title={t(`${state}.title`)} body={t(`${state}.body`)}>
        <code dir="ltr" data-text>
          {linkAddress(link)}
        </code>
      </EmptyState>
    </div>
  );
}
