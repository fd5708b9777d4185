import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { plants } from './all-plants.ts';
import type { Plant } from './plant.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Puts a known bug into the product's code, as it is loaded after this. Gives the bug.
 * @throws Error if there is no such plant; at the load, if its piece is not in its file exactly once
 */
export function installPlant(name: string): Plant {
  const plant = plants.find((candidate) => candidate.name === name);
  if (plant === undefined) throw new Error(`There is no plant called "${name}". --plants lists them.`);
  const url = pathToFileURL(path.join(root, plant.file)).href;
  registerHooks({
    load: (from, context, nextLoad) => {
      const loaded = nextLoad(from, context);
      if (from !== url) return loaded;
      return { ...loaded, source: planted(plant, String(loaded.source)) };
    },
  });
  return plant;
}

/** The text of a file with the plant in it. */
export function planted({ name, file, find, replace }: Plant, source: string): string {
  const pieces = source.split(find);
  if (pieces.length === 2) return pieces.join(replace);
  throw new Error(
    `The plant "${name}" must be found once in ${file}, and is there ${pieces.length - 1} times.`,
  );
}
