import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type DaySpan, type Grip, isSameSpan, movedSpan, spanKeyMove } from './span.ts';

/** Keys that follow each other this closely are one move, and one step of undo. */
const KEYS_REST_MS = 700;
/** Pixels that a hand trembles while it only clicks. */
const SLOP = 3;

export interface MovedSpanOptions {
  readonly span: DaySpan;
  /** Why this person may not move it. */
  readonly refusal: string | undefined;
  /** Whole days nearest to so many pixels. */
  readonly daysOf: (pixels: number) => number;
  /** Saves where it was moved to. Says whether it was taken. */
  readonly onMove: (span: DaySpan) => Promise<boolean>;
  readonly onOpen: () => void;
}

interface Moved {
  readonly span: DaySpan;
  readonly how: 'dragged' | 'keyed' | 'saving';
}

/** Where a bar is while somebody moves it, by the pointer or by keys. It stays there until its row says the same. */
export function useMovedSpan({ span, refusal, daysOf, onMove, onOpen }: MovedSpanOptions) {
  const [moved, setMoved] = useState<Moved>();
  const putBack = () => setMoved(undefined);
  const save = async () => {
    if (moved === undefined || moved.how === 'saving') return;
    if (isSameSpan(moved.span, span)) return putBack();
    setMoved({ ...moved, how: 'saving' });
    if (!(await onMove(moved.span))) putBack();
  };
  useEnd(span, moved, putBack);
  useRest(moved, save);
  const drag = useDrag({
    refusal,
    move: (grip, pixels) => setMoved({ span: movedSpan(span, grip, daysOf(pixels)), how: 'dragged' }),
    end: save,
    putBack,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') return drag.cancel();
    const move = spanKeyMove(event, forward(event.currentTarget));
    if (move === undefined) return;
    event.preventDefault();
    if (refusal !== undefined) return;
    setMoved({ span: movedSpan(moved?.span ?? span, move.grip, move.days), how: 'keyed' });
  };
  const onClick = () => {
    if (drag.wasDrag()) return;
    if (moved === undefined) onOpen();
    else save();
  };
  return {
    shown: moved?.span ?? span,
    isMoving: moved !== undefined && moved.how !== 'saving',
    handlers: { ...drag.handlers, onKeyDown, onClick, onBlur: save },
  };
}

interface DragOptions {
  readonly refusal: string | undefined;
  readonly move: (grip: Grip, pixels: number) => void;
  readonly end: () => void;
  readonly putBack: () => void;
}

/** A drag of the pointer, from what it took hold of to where it lets go. */
function useDrag({ refusal, move, end, putBack }: DragOptions) {
  const held = useRef<{ readonly grip: Grip; readonly x: number }>(undefined);
  const hasMoved = useRef(false);
  const cancel = () => {
    held.current = undefined;
    putBack();
  };
  return {
    cancel,
    /** Whether the click that ends now ends a drag, and so opens nothing. */
    wasDrag: () => {
      const was = hasMoved.current;
      hasMoved.current = false;
      return was;
    },
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        hasMoved.current = false;
        if (refusal !== undefined || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { grip: gripAt(event.target), x: event.clientX };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (held.current === undefined) return;
        const pixels = event.clientX - held.current.x;
        hasMoved.current ||= Math.abs(pixels) > SLOP;
        if (hasMoved.current) move(held.current.grip, pixels * forward(event.currentTarget));
      },
      onPointerUp: () => {
        if (held.current !== undefined) end();
        held.current = undefined;
      },
      onPointerCancel: cancel,
    },
  };
}

/** What was moved is over once its row says something else than before: what was saved, or what others made of it. */
function useEnd(span: DaySpan, moved: Moved | undefined, end: () => void): void {
  const before = useRef(span);
  const onRow = useEffectEvent(() => {
    if (moved?.how === 'saving') end();
  });
  useEffect(() => {
    if (isSameSpan(before.current, span)) return;
    before.current = span;
    onRow();
  }, [span]);
}

/** Saves what was moved by keys once none has followed for a moment, or what moved is gone from the page. */
function useRest(moved: Moved | undefined, save: () => void): void {
  const onRest = useEffectEvent(save);
  useEffect(() => {
    if (moved?.how !== 'keyed') return;
    const timer = setTimeout(() => onRest(), KEYS_REST_MS);
    return () => clearTimeout(timer);
  }, [moved]);
  useEffect(() => () => onRest(), []);
}

function gripAt(target: EventTarget): Grip {
  const named = target instanceof Element ? target.closest('[data-grip]')?.getAttribute('data-grip') : null;
  return named === 'start' || named === 'end' ? named : 'whole';
}

/** 1 where time runs from left to right, -1 where it runs the other way. */
function forward(element: Element): 1 | -1 {
  return getComputedStyle(element).direction === 'rtl' ? -1 : 1;
}
