import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { useEffect } from 'react';
import { forgetSeenTexts, useDrafts } from '../state/drafts.ts';
import { lostRows } from '../state/lost-rows.ts';
import { useIsFirstSync } from './use-first-sync.ts';
import { useLiveQuery } from './use-live-query.ts';

const MOST = 500;

/**
 * Takes the text that a draft was made from out of it when its row leaves this device (S23). `placeOf`
 * says under which place a row's draft is kept. Not while everything arrives: then absence says nothing.
 */
export function useForgetLost(model: Model, placeOf: (id: string) => string): void {
  const isFirstSync = useIsFirstSync();
  const prefix = placeOf('');
  // As one text, so that writing in a draft does not ask again.
  const ids = useDrafts(({ drafts }) =>
    Object.entries(drafts)
      .filter(([place, { was }]) => place.startsWith(prefix) && was !== undefined)
      .map(([place]) => place.slice(prefix.length))
      .slice(0, MOST)
      .join(' '),
  );
  const asked = ids === '' ? [] : ids.split(' ');
  const nothing = asked.length === 0 || isFirstSync;
  const found = useLiveQuery(model, nothing ? undefined : { where: { id: asked }, offset: 0, limit: MOST });
  const lost = found === undefined ? '' : lostRows(asked, found.rows).join(' ');
  useEffect(() => {
    if (lost !== '') forgetSeenTexts(lost.split(' ').map(placeOf));
  }, [lost, placeOf]);
}
