import { z } from 'zod';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

/** Where a window was: its place when it is not maximised, in screen points, and whether it was. */
export const windowStateSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() });

export type Bounds = z.infer<typeof boundsSchema>;
export type WindowState = z.infer<typeof windowStateSchema>;

export const MIN_WIDTH = 640;
export const MIN_HEIGHT = 440;
const DEFAULT_WIDTH = 1280;
const DEFAULT_HEIGHT = 800;
/** This much of the window must be on some screen, or the person could not get hold of it. */
const GRIP = 80;

/** Reads `HOLDFAST_WINDOW=x,y,width,height`. Throws with what was wrong. */
export function parseWindowOverride(text: string | undefined): Bounds | undefined {
  if (text === undefined || text === '') return undefined;
  const [x, y, width, height, ...more] = text.split(',').map(Number);
  const parsed = boundsSchema.safeParse({ x, y, width, height });
  if (parsed.success && more.length === 0) return parsed.data;
  throw new Error(`HOLDFAST_WINDOW must be x,y,width,height in whole numbers, not "${text}".`);
}

/** Where to open a window: where it was, unless no screen shows that place any more. */
export function placeWindow(
  remembered: WindowState | undefined,
  screens: readonly Bounds[],
): { bounds: Partial<Bounds> & { width: number; height: number }; maximized: boolean } {
  if (remembered === undefined)
    return { bounds: { width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT }, maximized: false };
  const { bounds, maximized } = remembered;
  const width = Math.max(bounds.width, MIN_WIDTH);
  const height = Math.max(bounds.height, MIN_HEIGHT);
  const reachable = screens.some((screen) => showsGrip(screen, bounds));
  return { bounds: reachable ? { x: bounds.x, y: bounds.y, width, height } : { width, height }, maximized };
}

function showsGrip(screen: Bounds, window: Bounds): boolean {
  const left = Math.max(screen.x, window.x);
  const right = Math.min(screen.x + screen.width, window.x + window.width);
  const titleBarShows = window.y >= screen.y && window.y <= screen.y + screen.height - GRIP;
  return right - left >= GRIP && titleBarShows;
}
