import type { Plant } from './plant.ts';

/** Every known bug. */
export const plants: readonly Plant[] = [];
