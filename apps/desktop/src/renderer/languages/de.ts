import { byNamespace, type Texts } from './by-namespace.ts';

/** What every page says, by namespace, with what it says of changes and problems. */
export const texts = byNamespace({
  ...import.meta.glob<Texts>('../**/texts*.de.ts', { eager: true, import: 'texts' }),
  ...import.meta.glob<Texts>('../../words/{changes,problems}/texts.de.ts', { eager: true, import: 'texts' }),
});
