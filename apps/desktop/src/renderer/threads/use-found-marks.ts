import { type RefObject, useEffect } from 'react';
import { findWords } from './find-words.ts';

const NAME = 'holdfast-found';

/** Marks words in the messages that are in the page, without touching what stands there. */
export function useFoundMarks(view: RefObject<HTMLElement | null>, words: string): void {
  useEffect(() => {
    const root = view.current;
    if (root === null || words.trim() === '') return;
    const mark = () => CSS.highlights.set(NAME, new Highlight(...rangesOf(root, words)));
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete(NAME);
    };
  }, [view, words]);
}

function rangesOf(root: HTMLElement, words: string): Range[] {
  return [...root.querySelectorAll('[data-found]')].flatMap((place) => {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const ranges: Range[] = [];
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      for (const { start, end } of findWords(node.textContent ?? '', words)) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
    return ranges;
  });
}
