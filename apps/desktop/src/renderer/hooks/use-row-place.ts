import { rowOfRoute } from '../state/places.ts';
import { goTo, showDetail, showScreenRow, useRoute } from '../state/route.ts';
import type { Detail } from '../state/route-shape.ts';

/** Where the rows of a list open. */
export interface RowPlace {
  /** The one that is open there. */
  readonly openId: string | undefined;
  /** Opens one; the way back is kept. */
  readonly open: (id: string) => void;
  /** Shows another one in the place of the open one, without a step back: for walking down a list. */
  readonly show: (id: string) => void;
  /** The row of this id, as a detail. */
  readonly rowOf: (id: string) => Detail | undefined;
}

/** Rows of this table, in the detail beside their list. */
export function useDetailPlace(table: string): RowPlace {
  const openId = useRoute(({ route }) => (route.detail?.table === table ? route.detail.id : undefined));
  return {
    openId,
    open: (id) => goTo({ ...useRoute.getState().route, detail: { table, id } }),
    show: (id) => showDetail({ table, id }),
    rowOf: (id) => ({ table, id }),
  };
}

/** Rows that are the screen's own. */
export function useScreenPlace(screen: string): RowPlace {
  const openId = useRoute(({ route }) => (route.screen === screen ? route.id : undefined));
  return {
    openId,
    open: (id) => goTo({ screen, id }),
    show: (id) => showScreenRow(screen, id),
    rowOf: (id) => rowOfRoute({ screen, id }),
  };
}
