import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ThreadItems } from './thread-items.ts';
import type { ThreadRows } from './thread-pages.ts';
import type { Opening } from './use-opening.ts';
import { useScrollMargin } from './use-scroll-margin.ts';

/** The height of a message that nobody has seen yet, in pixels: of one with a name and one line. */
const ESTIMATE = 56;
/** So near to the end one is at it. */
const NEAR_PX = 48;
/** So many messages above and below what is in sight are in the page; at first only few, to be there sooner. */
const MORE_OVER = 8;
const FEW_OVER = 1;
/** What stands above the first unread message stays in sight. */
const ABOVE_PX = 48;
/** By then the server may have it already: on a quick line a message has never been seen waiting. */
const JUST_NOW_MS = 5_000;

interface ThreadScrollOptions {
  readonly canvas: RefObject<HTMLDivElement | null>;
  /** What scrolls, where it is not the list's own box. */
  readonly scroller: RefObject<HTMLElement | null> | undefined;
  readonly items: ThreadItems;
  readonly rows: ThreadRows;
  readonly opening: Opening;
  readonly me: string;
}

export interface Sight {
  /** The number of the last message whose end can be seen; 0 for none. */
  readonly last: number;
}

/** Scrolling through a thread: it opens where it should, nothing jumps, and who is at the end stays there. */
export function useThreadScroll(options: ThreadScrollOptions) {
  const { canvas, scroller, items, rows, opening } = options;
  const box = useRef<HTMLDivElement>(null);
  const outer = scroller ?? box;
  const scrollMargin = useScrollMargin(canvas, scroller);
  const openingIndex = opening.number === undefined ? items.count - 1 : opening.number - 1;
  const isOpen = useIsDrawn();
  // The same function as long as the keys are the same: with another one all heights are added up anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: said by the keys
  const keyAt = useCallback(items.keyAt, [items.keys]);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: items.count,
    getScrollElement: () => outer.current,
    estimateSize: (index) => (rows.holes.has(index + 1) ? 0 : ESTIMATE),
    getItemKey: keyAt,
    overscan: isOpen ? MORE_OVER : FEW_OVER,
    anchorTo: 'end',
    scrollEndThreshold: NEAR_PX,
    scrollPaddingStart: ABOVE_PX,
    scrollMargin,
    paddingEnd: 8,
    initialOffset: scroller === undefined ? openingIndex * ESTIMATE : 0,
  });
  useOpenAt(virtual, scroller === undefined ? { index: openingIndex, opening } : undefined);
  const isAtEnd = useStickToEnd({ virtual, outer, ...options });
  return {
    box,
    virtual,
    isAtEnd,
    sight: sightOf(virtual, rows),
    toNumber: (number: number) => virtual.scrollToIndex(number - 1, { align: 'start' }),
    toEnd: () => virtual.scrollToEnd(),
  };
}

/** Whether it was drawn once. */
function useIsDrawn(): boolean {
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => {
    const waiting = requestAnimationFrame(() => startTransition(() => setIsDrawn(true)));
    return () => cancelAnimationFrame(waiting);
  }, []);
  return isDrawn;
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLElement, HTMLElement>>;

function useOpenAt(
  virtual: Virtual,
  at: { readonly index: number; readonly opening: Opening } | undefined,
): void {
  const isOpened = useRef(false);
  useLayoutEffect(() => {
    if (isOpened.current || at === undefined) return;
    isOpened.current = true;
    if (at.opening.number === undefined) virtual.scrollToEnd();
    else virtual.scrollToIndex(at.index, { align: 'start' });
  });
}

interface StickOptions extends ThreadScrollOptions {
  readonly virtual: Virtual;
  readonly outer: RefObject<HTMLElement | null>;
}

/** Follows what comes while one is at the end, and always what one has just written oneself. Says whether one is there. */
function useStickToEnd({ virtual, outer, scroller, items, rows, opening, me }: StickOptions): boolean {
  const isAtEnd = useRef(scroller === undefined && opening.number === undefined);
  useEffect(() => {
    const element = outer.current;
    if (element === null) return;
    const settle = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    // What fits whole is at its end without ever being scrolled.
    settle();
    element.addEventListener('scroll', settle, { passive: true });
    // When the composer grows, the end stays in sight.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) virtual.scrollToEnd();
    });
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', settle);
      observer.disconnect();
    };
  }, [outer, virtual]);
  const own = lastOwnMessage(rows, me);
  const ownId = own?.id;
  const ownAt = own?.createdAt;
  const seen = useRef(ownId);
  const { count } = items;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came last is followed
  useLayoutEffect(() => {
    const isJustWritten = ownAt !== undefined && Date.now() - Date.parse(ownAt) < JUST_NOW_MS;
    const isOwn = seen.current !== ownId && isJustWritten;
    seen.current = ownId;
    if (isOwn || (isAtEnd.current && count > 0)) virtual.scrollToEnd();
  }, [count, rows.highest, ownId]);
  return isAtEnd.current;
}

function lastOwnMessage(rows: ThreadRows, me: string) {
  const last = rows.pending.at(-1)?.row ?? rows.messageAt(rows.highest ?? 0)?.row;
  return last?.authorId === me ? last : undefined;
}

function sightOf(virtual: Virtual, { highest = 0 }: ThreadRows): Sight {
  const height = virtual.scrollRect?.height ?? 0;
  const top = virtual.scrollOffset ?? 0;
  const last = virtual
    .getVirtualItems()
    .findLast(({ index, end }) => index < highest && end > top && end <= top + height + 1);
  return { last: (last?.index ?? -1) + 1 };
}
