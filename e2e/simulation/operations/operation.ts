import type { Json } from '@holdfast/shared/json.ts';
import type { Random } from '../world/random.ts';
import type { Sight } from './sight.ts';

/** Who does something, from what they see, and how. */
export interface Doing {
  readonly userId: string;
  readonly sight: Sight;
  readonly random: Random;
  readonly newId: () => string;
}

export interface Made {
  readonly name: string;
  readonly args: Json;
}

/** Mutations that are made as one: all or none, and one step of undo. */
export interface MadeTogether {
  readonly together: readonly Made[];
}

/** A thing that people do, how often beside the others, and what it makes; nothing where there is nothing to do it with. */
export interface Operation {
  readonly weight: number;
  make(doing: Doing): Made | MadeTogether | undefined;
}
