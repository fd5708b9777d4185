import { bridge } from './bridge.ts';
import { LiveRowsCache } from './live-rows.ts';

/** The live rows of this window. */
export const liveRows = new LiveRowsCache((query, listener) => bridge.watch('rows', query, listener));
