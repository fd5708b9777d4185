import { IconCalendarStats } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature, ScreenProps } from '../../app/feature.ts';
import { earlyLazy } from '../../ui/early-lazy.tsx';
import { assignmentPlace, CAPACITY_TABLE } from './capacity-place.ts';
import { texts } from './texts.ts';

const screen = earlyLazy<ScreenProps>(async () => (await import('./capacity-screen.tsx')).CapacityScreen);
const CapacityDetail = lazy(async () => ({
  default: (await import('./capacity-detail.tsx')).CapacityDetail,
}));

export const feature: Feature = {
  name: 'capacity',
  texts,
  rail: [{ screen: 'capacity', icon: IconCalendarStats, order: 35 }],
  screens: { capacity: screen.Part },
  details: { [CAPACITY_TABLE]: CapacityDetail },
  loadEarly: screen.load,
  places: { assignment: assignmentPlace },
};
