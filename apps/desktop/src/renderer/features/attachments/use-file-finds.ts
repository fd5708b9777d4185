import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { goTo } from '../../state/route.ts';
import { type FilePlace, useFilePlaces } from './use-file-places.ts';

const MOST = 5;

/** Files by their names, for the palette, the latest first. They lead to what they hang on. */
export function useFileFinds(words: string): readonly Find[] {
  const { t } = useTranslation('attachments');
  const search = words.trim();
  const found = useLiveQuery(
    attachmentModel,
    search === ''
      ? undefined
      : {
          search,
          where: { removedAt: null },
          order: [{ column: 'createdAt', direction: 'descending' }],
          offset: 0,
          limit: MOST,
        },
  );
  const files = found?.rows.map(({ row }) => row) ?? [];
  const places = useFilePlaces(files);
  return files.flatMap(({ id, name }) => {
    const place = places.get(id);
    // Until it is known where it stands, a click would lead nowhere.
    if (place === undefined) return [];
    const hint = t('find.hint', { name: place.name });
    return { id, label: name, hint, icon: IconPaperclip, open: () => show(place) };
  });
}

function show({ route, arrive }: FilePlace): void {
  goTo(route);
  arrive();
}
