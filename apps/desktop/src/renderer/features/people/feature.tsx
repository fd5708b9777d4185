import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { PeopleHere } from './people-here.tsx';
import { texts } from './texts.ts';

const PeopleScreen = lazy(async () => ({ default: (await import('./people-screen.tsx')).PeopleScreen }));
const PersonDetail = lazy(async () => ({ default: (await import('./person-detail.tsx')).PersonDetail }));

export const feature: Feature = {
  name: 'people',
  texts,
  screens: { people: PeopleScreen },
  details: { person: PersonDetail },
  places: { user: (id) => ({ screen: 'people', detail: { table: 'person', id } }) },
  RailFoot: PeopleHere,
};
