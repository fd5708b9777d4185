import { z } from 'zod';
import { noFilters, type PeopleFilters } from './people-order.ts';

const filtersSchema = z.object({
  text: z.string().catch(''),
  divisionIds: z.array(z.string()).catch([]),
  hereOnly: z.boolean().catch(false),
});

/** What the window remembers, as far as it is still understood. */
export function readPeopleFilters(kept: unknown): PeopleFilters {
  const parsed = filtersSchema.safeParse(kept ?? noFilters);
  return parsed.success ? parsed.data : noFilters;
}
