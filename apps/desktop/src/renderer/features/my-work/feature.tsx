import { IconUserCheck } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { MyWorkBadge, MyWorkScreen } from './my-work-screen.tsx';
import { texts } from './texts.ts';

export const feature: Feature = {
  name: 'my-work',
  texts,
  rail: [{ screen: 'my-work', icon: IconUserCheck, order: 10, Badge: MyWorkBadge }],
  screens: { 'my-work': MyWorkScreen },
};
