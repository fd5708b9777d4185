import { useEffect, useState } from 'react';
import type { Notice } from '../../../engine/api/notices.ts';
import { bridge } from '../../state/bridge.ts';

/** Long enough to read it and to reach for its buttons. */
const SHOWN_MS = 10_000;

const nobody = { pointer: false, keys: false };

export interface ShownNotice {
  readonly notice: Notice | undefined;
  /** Somebody points at it or has gone into it with the keys, or does so no more. */
  readonly hold: (by: 'pointer' | 'keys', isHeld: boolean) => void;
  readonly close: () => void;
}

/**
 * The notice to show in this window: the newest one until it is closed, was seen to elsewhere, or some
 * time has gone by. While somebody is at it, it stays, and so does an urgent one until it is seen to.
 */
export function useShownNotice(): ShownNotice {
  const [newest, setNewest] = useState<Notice | null>(null);
  const [closed, setClosed] = useState<string>();
  const [held, setHeld] = useState<Notice>();
  const [heldBy, setHeldBy] = useState(nobody);
  const isHeld = heldBy.pointer || heldBy.keys;
  useEffect(() => bridge.watch('toast', {}, ({ notice }) => setNewest(notice)), []);
  const fresh = newest === null || contentOf(newest) === closed ? undefined : newest;
  const notice = (isHeld ? held : undefined) ?? fresh;
  useEffect(() => setHeld(isHeld ? notice : undefined), [isHeld, notice]);
  const content = notice && contentOf(notice);
  const isUrgent = notice?.urgent === true;
  useEffect(() => {
    if (content === undefined || isHeld || isUrgent) return;
    const timer = setTimeout(() => setClosed(content), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [content, isHeld, isUrgent]);
  const close = () => {
    setClosed(content);
    setHeld(undefined);
    // What is taken away under the pointer or the focus does not say that they have left.
    setHeldBy(nobody);
  };
  const hold: ShownNotice['hold'] = (by, isNow) => setHeldBy((before) => ({ ...before, [by]: isNow }));
  return { notice, hold, close };
}

/** One that says something else is news, also in the place of one that was closed. */
function contentOf({ key, title, body }: Notice): string {
  return [key, title, body].join('\n');
}
