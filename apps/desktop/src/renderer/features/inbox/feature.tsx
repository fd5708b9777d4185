import { IconInbox } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { InboxBadge } from './inbox-badge.tsx';
import { InboxToasts } from './inbox-toasts.tsx';
import { texts } from './texts.ts';

const InboxScreen = lazy(async () => ({ default: (await import('./inbox-screen.tsx')).InboxScreen }));

/** What happened that concerns one, and the notices of it in the window. */
export const feature: Feature = {
  name: 'inbox',
  texts,
  rail: [{ screen: 'inbox', icon: IconInbox, order: 5, Badge: InboxBadge }],
  screens: { inbox: InboxScreen },
  Toasts: InboxToasts,
};
