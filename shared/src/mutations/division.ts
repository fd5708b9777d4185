import { insert } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { divisionModel, divisionSchema } from '../model/division.ts';

const createDivision = defineMutation({
  name: 'division.create',
  args: divisionSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireMay(context, 'division.change', 'change divisions');
    yield* insert(divisionModel, { ...args, createdAt: context.at });
  },
  describe: (args) => `New division “${args.name}”`,
});

export const divisionMutations = [createDivision] as const;
