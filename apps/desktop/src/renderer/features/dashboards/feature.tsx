import { divisionModel } from '@holdfast/shared/model/division.ts';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { texts } from './texts.ts';
import { useDivisionCommands } from './use-division-commands.ts';
import { useDivisionFinds } from './use-division-finds.ts';

const DivisionScreen = lazy(async () => ({
  default: (await import('./division-screen.tsx')).DivisionScreen,
}));

/** How projects and divisions go, in charts. A project's stands on its page. */
export const feature: Feature = {
  name: 'dashboards',
  texts,
  screens: { division: DivisionScreen },
  useCommands: useDivisionCommands,
  useFinds: useDivisionFinds,
  useTitle: ({ screen, id }) => useRow(divisionModel, screen === 'division' ? id : undefined)?.row.name,
};
