import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { replaceRoute } from '../../state/route.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { useFilePlaces } from './use-file-places.ts';

/** A file has no screen of its own: this leads to what it hangs on, or says that it is not here. */
export function AttachmentScreen({ id }: ScreenProps) {
  const { t } = useTranslation('attachments');
  const found = useRow(attachmentModel, id);
  const place = useFilePlaces(found ? [found.row] : []).get(id ?? '');
  useEffect(() => {
    if (place === undefined) return;
    replaceRoute(place.route);
    place.arrive();
  });
  // It answers within a few milliseconds; until then nothing is better than something that flashes.
  if (found !== null) return null;
  return (
    <Empty>
      <EmptyState title={t('gone.title')} body={t('gone.body')} />
    </Empty>
  );
}
