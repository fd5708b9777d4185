import { createIdSource } from '@holdfast/shared/ids.ts';

/** Makes the id of a new row. */
export const newId = createIdSource(Date.now, (count) => crypto.getRandomValues(new Uint8Array(count)));
