import { IconHome } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { texts } from './texts.ts';

const HomeScreen = lazy(async () => ({ default: (await import('./home-screen.tsx')).HomeScreen }));

/** Where a day begins: what is one's own, this week, what needs eyes, and what one was at. */
export const feature: Feature = {
  name: 'home',
  texts,
  rail: [{ screen: 'home', icon: IconHome, order: 0 }],
  screens: { home: HomeScreen },
};
