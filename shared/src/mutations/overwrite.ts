import { z } from 'zod';
import { update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { getVisible } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { overwriteModel } from '../model/overwrite.ts';

const markSeen = defineMutation({
  name: 'overwrite.seen',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    const overwrite = yield* getVisible(overwriteModel, args.id, context);
    yield* update(overwriteModel, overwrite, { seen: true });
  },
  describe: () => said('overwrite.seen'),
});

export const overwriteMutations = [markSeen] as const;
