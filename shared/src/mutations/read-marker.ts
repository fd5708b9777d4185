import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { get, insert, query, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { defaultPreference, preferenceModel } from '../model/preference.ts';
import { readMarkerModel } from '../model/read-marker.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { getMessage } from '../thread-sight.ts';

/** Notes that one has read up to a message. It only moves forward, from whichever device it comes. */
const advanceMarker = defineMutation({
  name: 'read-marker.advance',
  args: z.object({
    /** The id of the marker if this person has none in the thread yet. */
    id: idSchema,
    threadId: rowIdSchema,
    /** The last message that was read: one that the server has numbered. */
    messageId: idSchema,
  }),
  *effect({ id, threadId, messageId }, context) {
    const message = yield* getMessage(messageId, context);
    if (message.threadId !== threadId || !message.number) {
      throw new HoldfastError('INVALID_MESSAGE', 'What was read is not in this conversation.');
    }
    const userId = context.actor.id;
    const preference = yield* get(preferenceModel, userId);
    const readTo = message.number;
    const read = { readTo, readAt: context.at, shared: (preference ?? defaultPreference).receipts };
    const [own] = yield* query(readMarkerModel, { threadId, userId }, 1);
    if (own === undefined) yield* insert(readMarkerModel, { id, threadId, userId, ...read });
    else if (own.readTo < readTo) yield* update(readMarkerModel, own, read);
  },
  quiet: true,
  describe: () => said('marker'),
});

export const readMarkerMutations = [advanceMarker] as const;
