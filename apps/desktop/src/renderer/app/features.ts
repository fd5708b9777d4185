import type { Feature } from './feature.ts';

const modules = import.meta.glob<{ feature: Feature }>('../features/*/feature.tsx', { eager: true });

/** Every feature, found by its folder. */
export const features: readonly Feature[] = Object.values(modules).map((module) => module.feature);

/** Every place in the rail, in order. */
export const railItems = features
  .flatMap((feature) => (feature.rail ?? []).map((item) => ({ ...item, feature: feature.name })))
  .sort((left, right) => left.order - right.order);

export function findScreen(screen: string) {
  for (const feature of features) {
    const Screen = feature.screens?.[screen];
    if (Screen !== undefined) {
      return { feature: feature.name, Screen, isSteady: feature.steady?.includes(screen) ?? false };
    }
  }
  return undefined;
}

export function findDetail(table: string) {
  return features.map((feature) => feature.details?.[table]).find((Detail) => Detail !== undefined);
}

/** Where a row is shown, or nothing for a table that no screen shows. */
export function placeOf(table: string, id: string) {
  return features.map((feature) => feature.places?.[table]).find((place) => place !== undefined)?.(id);
}
