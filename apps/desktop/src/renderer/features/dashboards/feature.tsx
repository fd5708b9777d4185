import { divisionModel } from '@holdfast/shared/model/division.ts';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { texts } from './texts.ts';
import { useDivisionFinds } from './use-division-finds.ts';

const DivisionDashboard = lazy(async () => ({
  default: (await import('./division-dashboard.tsx')).DivisionDashboard,
}));

/** How projects and divisions go, in charts. A project's stands on its page. */
export const feature: Feature = {
  name: 'dashboards',
  texts,
  screens: { division: DivisionDashboard },
  useFinds: useDivisionFinds,
  useTitle: ({ screen, id }) => useRow(divisionModel, screen === 'division' ? id : undefined)?.row.name,
};
