import { z } from 'zod';
import { get, insert, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { idSchema } from '../ids.ts';
import { defaultPreference, preferenceModel, preferenceSchema } from '../model/preference.ts';
import { notAllowed } from '../protocol/errors.ts';

const setPreference = defineMutation({
  name: 'preference.set',
  args: z.object({
    /** Whose: one's own id. */
    userId: idSchema,
    receipts: z.boolean().optional(),
    appearOffline: z.boolean().optional(),
  }),
  *effect({ userId, receipts, appearOffline }, context) {
    if (userId !== context.actor.id) throw notAllowed('Everybody chooses their own settings.');
    const before = yield* get(preferenceModel, userId);
    const seen = before ?? { id: userId, ...defaultPreference };
    const chosen = {
      receipts: receipts ?? seen.receipts,
      appearOffline: appearOffline ?? seen.appearOffline,
    };
    if (before === undefined) yield* insert(preferenceModel, { ...seen, ...chosen });
    else yield* update(preferenceModel, before, chosen);
  },
  describe: ({ receipts, appearOffline }) => {
    if (appearOffline !== undefined) return appearOffline ? 'Appear offline' : 'Show when you are there';
    return receipts ? 'Show others what you have read' : 'Hide from others what you have read';
  },
  undo: ({ userId, receipts, appearOffline }, { find }) => {
    const parsed = preferenceSchema.safeParse(find('preference', userId));
    const before = parsed.success ? parsed.data : defaultPreference;
    const args = {
      userId,
      ...(receipts === undefined ? {} : { receipts: before.receipts }),
      ...(appearOffline === undefined ? {} : { appearOffline: before.appearOffline }),
    };
    return { name: 'preference.set', args };
  },
});

export const preferenceMutations = [setPreference] as const;
