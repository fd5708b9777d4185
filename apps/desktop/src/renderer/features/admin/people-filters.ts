import { type Role, roles } from '@holdfast/shared/model/user.ts';
import { z } from 'zod';
import type { RowQuery } from '../../../engine/api/query.ts';

const filtersSchema = z.object({
  text: z.string().catch(''),
  role: z.array(z.enum(roles)).catch([]),
  /** Both without one. */
  disabled: z.array(z.boolean()).catch([]),
});

/** What the list of people is narrowed down to. An empty list lets everything through. */
export type PeopleFilters = z.infer<typeof filtersSchema>;

export const noFilters: PeopleFilters = { text: '', role: [], disabled: [] };

/** What the window remembers, as far as it is still understood. */
export function readPeopleFilters(kept: unknown): PeopleFilters {
  const parsed = filtersSchema.safeParse(kept ?? {});
  return parsed.success ? parsed.data : noFilters;
}

export function isNarrowed({ text, role, disabled }: PeopleFilters): boolean {
  return text.trim() !== '' || role.length > 0 || disabled.length > 0;
}

/** Puts a value in, or takes it out. */
export function toggle<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** By name; whoever is disabled comes last. */
export function peopleQuery({
  text,
  role,
  disabled,
}: PeopleFilters): Omit<RowQuery, 'table' | 'offset' | 'limit'> {
  const where: Record<string, Role[] | boolean[]> = {};
  if (role.length > 0) where.role = role;
  if (disabled.length > 0) where.disabled = disabled;
  return {
    where,
    ...(text.trim() === '' ? {} : { search: text.trim() }),
    order: [
      { column: 'disabled', direction: 'ascending' },
      { column: 'name', direction: 'ascending' },
    ],
  };
}
