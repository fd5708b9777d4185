import { IconCalendarStats } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { assignmentPlace, CAPACITY_TABLE } from './capacity-place.ts';
import { texts } from './texts.ts';

const CapacityScreen = lazy(async () => ({
  default: (await import('./capacity-screen.tsx')).CapacityScreen,
}));
const CapacityDetail = lazy(async () => ({
  default: (await import('./capacity-detail.tsx')).CapacityDetail,
}));

export const feature: Feature = {
  name: 'capacity',
  texts,
  rail: [{ screen: 'capacity', icon: IconCalendarStats, order: 35 }],
  screens: { capacity: CapacityScreen },
  details: { [CAPACITY_TABLE]: CapacityDetail },
  places: { assignment: assignmentPlace },
};
