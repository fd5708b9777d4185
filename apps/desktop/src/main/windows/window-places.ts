import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { type Bounds, type WindowState, windowStateSchema } from './window-state.ts';

/** A desk, a train and a meeting room each have their place; more than this nobody comes back to. */
const KEPT_ARRANGEMENTS = 12;

const entrySchema = z.object({ screens: z.string(), main: windowStateSchema });
const fileSchema = z.union([
  z.object({ places: z.array(entrySchema) }),
  /** As earlier versions wrote it: one place, whatever the screens. */
  windowStateSchema.transform((main) => ({ places: [{ screens: '', main }] })),
]);

/** Where the main window was, for each arrangement of screens, in a file of the profile. */
export class WindowPlaces {
  readonly #file: string;
  /** The one used last comes first. */
  #places: readonly z.infer<typeof entrySchema>[];

  constructor(file: string) {
    this.#file = file;
    this.#places = readJsonFile(file, fileSchema)?.places ?? [];
  }

  /** The place on these screens, or where the window was last if it never was on them. */
  find(screens: readonly Bounds[]): WindowState | undefined {
    const key = arrangementOf(screens);
    return (this.#places.find((place) => place.screens === key) ?? this.#places[0])?.main;
  }

  remember(screens: readonly Bounds[], main: WindowState): void {
    const key = arrangementOf(screens);
    const others = this.#places.filter((place) => place.screens !== key && place.screens !== '');
    this.#places = [{ screens: key, main }, ...others].slice(0, KEPT_ARRANGEMENTS);
    writeJsonFile(this.#file, { places: this.#places });
  }
}

/** The same text for the same screens in the same places, in whatever order the system names them. */
function arrangementOf(screens: readonly Bounds[]): string {
  return screens
    .map(({ x, y, width, height }) => `${x},${y},${width},${height}`)
    .sort()
    .join(' ');
}
