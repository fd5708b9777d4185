import {
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { nextPlace } from './board-places.ts';

/** Pixels that a hand trembles while it only clicks. */
const SLOP = 4;
/** In pixels: where in a column a card is held. */
const INSET = 8;

/** Space takes a card and lets it go, arrows carry it to the column beside, Escape puts it back. Enter opens it. */
const keyboardCodes = { start: ['Space'], end: ['Space', 'Enter'], cancel: ['Escape'] };

/** Columns beside each other as they are seen, so that an arrow leads where it points in every language. */
const toColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = stepOf(event.code);
  if (step === undefined) return undefined;
  const next =
    step === 0 ? undefined : nextPlace([...context.droppableRects.values()], currentCoordinates.x, step);
  return next === undefined ? currentCoordinates : { x: next.left + INSET, y: next.top + INSET };
};

export function useBoardSensors() {
  return useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: SLOP } }),
    useSensor(KeyboardSensor, { keyboardCodes, coordinateGetter: toColumn }),
  );
}

/** Up and down are kept from scrolling the page away under a card that is held. */
function stepOf(code: string): -1 | 0 | 1 | undefined {
  if (code === 'ArrowLeft') return -1;
  if (code === 'ArrowRight') return 1;
  return code === 'ArrowUp' || code === 'ArrowDown' ? 0 : undefined;
}
