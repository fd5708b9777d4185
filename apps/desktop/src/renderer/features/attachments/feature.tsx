import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { ViewerPlace } from '../../previews/viewer-place.tsx';
import { texts } from './texts.ts';
import { useFileFinds } from './use-file-finds.ts';

const AttachmentScreen = lazy(async () => ({
  default: (await import('./attachment-screen.tsx')).AttachmentScreen,
}));

/** Files wherever they hang: found by their names, shown where they stand, and looked at. */
export const feature: Feature = {
  name: 'attachments',
  texts,
  screens: { attachment: AttachmentScreen },
  places: { attachment: (id) => ({ screen: 'attachment', id }) },
  Dialogs: ViewerPlace,
  useFinds: useFileFinds,
};
