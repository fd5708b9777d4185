/** The order of a long list of which only some pages are known: ids by page number. */
export interface ListOrder {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly string[]>;
}

export const PAGE = 300;
export const noOrder: ListOrder = { total: 0, pages: new Map() };

export function idAt(order: ListOrder, index: number): string | undefined {
  return order.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Where a row stands in the known pages. */
export function indexOf(order: ListOrder, id: string): number | undefined {
  for (const [page, ids] of order.pages) {
    const place = ids.indexOf(id);
    if (place !== -1) return page * PAGE + place;
  }
  return undefined;
}

/** The pages that hold these rows and a page on either side, so that scrolling meets no gap. */
export function pagesAround(first: number, last: number, total: number): number[] {
  const lowest = Math.max(0, Math.floor(first / PAGE) - 1);
  const highest = Math.min(Math.max(0, Math.ceil(total / PAGE) - 1), Math.floor(last / PAGE) + 1);
  return Array.from({ length: Math.max(1, highest - lowest + 1) }, (_, place) => lowest + place);
}

/**
 * What is shown while the list must hold still: the pages as they were shown, and those that were
 * not there yet as they are now.
 */
export function holdStill(shown: ListOrder, live: ListOrder): ListOrder {
  const pages = new Map<number, readonly string[]>();
  for (const [page, ids] of live.pages) pages.set(page, shown.pages.get(page) ?? ids);
  return { total: shown.total, pages };
}

/** How many rows would come, go or move if the list were brought up to date. */
export function countUpdates(shown: ListOrder, live: ListOrder): number {
  const common = [...live.pages.keys()].filter((page) => shown.pages.has(page)).sort((a, b) => a - b);
  const before = common.flatMap((page) => shown.pages.get(page) ?? []);
  const after = common.flatMap((page) => live.pages.get(page) ?? []);
  const wasThere = new Map(before.map((id, place) => [id, place]));
  const isThere = new Set(after);
  const came = after.filter((id) => !wasThere.has(id)).length;
  const went = before.filter((id) => !isThere.has(id)).length;
  const kept = after.flatMap((id) => wasThere.get(id) ?? []);
  // A row that enters at the top pushes another one off the known pages: that is one update, not two.
  return Math.max(came, went) + kept.length - longestRise(kept);
}

/** The length of the longest rising subsequence: rows outside it have moved. */
function longestRise(places: readonly number[]): number {
  const tails: number[] = [];
  for (const place of places) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    tails[low] = place;
  }
  return tails.length;
}
