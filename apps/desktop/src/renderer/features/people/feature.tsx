import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { PeopleHere } from './people-here.tsx';
import { personPlace } from './person-place.ts';
import { texts } from './texts.ts';
import { usePeopleCommands } from './use-people-commands.ts';
import { usePeopleFinds } from './use-people-finds.ts';

const PeopleScreen = lazy(async () => ({ default: (await import('./people-screen.tsx')).PeopleScreen }));
const PersonDetail = lazy(async () => ({ default: (await import('./person-detail.tsx')).PersonDetail }));

export const feature: Feature = {
  name: 'people',
  texts,
  screens: { people: PeopleScreen },
  details: { person: PersonDetail },
  places: { user: personPlace },
  RailFoot: PeopleHere,
  useCommands: usePeopleCommands,
  useFinds: usePeopleFinds,
};
