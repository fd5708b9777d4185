import { byNamespace, type Texts } from './by-namespace.ts';

/** What every page says, by namespace. */
export const texts = byNamespace(
  import.meta.glob<Texts>('../**/texts*.de.ts', { eager: true, import: 'texts' }),
);
