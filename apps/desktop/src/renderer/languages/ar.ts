import { byNamespace, type Texts } from './by-namespace.ts';

/** What every page says, by namespace, with what it says of changes and problems. */
export const texts = byNamespace({
  ...import.meta.glob<Texts>('../**/texts*.ar.ts', { eager: true, import: 'texts' }),
  ...import.meta.glob<Texts>('../../words/{changes,problems}/texts.ar.ts', { eager: true, import: 'texts' }),
});
