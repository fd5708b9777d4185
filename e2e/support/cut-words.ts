import type { Page } from '@playwright/test';

/** Words that cannot be read in full, by the place of their text among the page's elements. */
export type CutWords = ReadonlyMap<string, string>;

/**
 * What is cut off right now by what it stands in or by the window, or stands out of its button, row or part.
 * Tables that are there to be scrolled sideways are left out.
 */
export async function cutWords(page: Page): Promise<CutWords> {
  const found = await page.evaluate(() => {
    const cut: [place: string, words: string][] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const element = text.parentElement;
      if (element !== null && isCut(text, element)) cut.push([placeOf(element), text.textContent ?? '']);
    }
    return cut;

    function isCut(text: Node, element: Element): boolean {
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      const edges = edgesAround(element);
      return edges !== undefined && boxes.some(({ left, right }) => left < edges.left || right > edges.right);
    }

    /** Between what the words must lie to be seen; nothing where they are only said, or where people scroll to them. */
    function edgesAround(element: Element): { left: number; right: number } | undefined {
      const edges = { left: 0, right: innerWidth };
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const { left, right, width } = around.getBoundingClientRect();
        if (width < 3 || around.matches('section[tabindex="0"], pre')) return undefined;
        if (!isFrame(around)) continue;
        edges.left = Math.max(edges.left, left);
        edges.right = Math.min(edges.right, right);
      }
      return { left: edges.left - 1, right: edges.right + 1 };
    }

    function isFrame(element: Element): boolean {
      const isPart = element.matches('button, nav, aside, article, section, [role=row], [role=dialog]');
      return isPart || getComputedStyle(element).overflowX !== 'visible';
    }

    function placeOf(element: Element): string {
      const above = element.parentElement;
      if (above === null) return '';
      return `${placeOf(above)}/${[...above.children].indexOf(element)}`;
    }
  });
  return new Map(found);
}
