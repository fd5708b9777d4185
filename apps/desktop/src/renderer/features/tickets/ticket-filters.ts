import { ticketPriorities, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import { z } from 'zod';
import type { RowQuery } from '../../../engine/api/query.ts';

export const sortColumns = ['updatedAt', 'createdAt', 'priority', 'number', 'due'] as const;
export type SortColumn = (typeof sortColumns)[number];

const someone = z.array(z.string().nullable());

const filtersSchema = z.object({
  status: z.array(z.enum(ticketStatuses)),
  priority: z.array(z.enum(ticketPriorities)),
  /** `null` among them: tickets with nobody, of no project, of no division. */
  assigneeId: someone,
  projectId: someone,
  divisionId: someone,
  text: z.string(),
  sort: z.enum(sortColumns),
  direction: z.enum(['ascending', 'descending']),
});

/** What a person narrows a list of tickets down to, and its order. An empty list of values means any. */
export type TicketFilters = z.infer<typeof filtersSchema>;

export const filterFields = ['status', 'priority', 'assigneeId', 'projectId', 'divisionId'] as const;
export type FilterField = (typeof filterFields)[number];

/** What a screen's list is always of, whatever is chosen. */
export type FixedFilters = Partial<Pick<TicketFilters, FilterField>>;

export const noFilters: TicketFilters = {
  status: [],
  priority: [],
  assigneeId: [],
  projectId: [],
  divisionId: [],
  text: '',
  sort: 'updatedAt',
  direction: 'descending',
};

/** The filters as they were remembered. What another version of the app left behind counts as none. */
export function readFilters(remembered: unknown): TicketFilters {
  return filtersSchema.catch(noFilters).parse(remembered);
}

export function isFiltered(filters: TicketFilters): boolean {
  return filters.text.trim() !== '' || filterFields.some((field) => filters[field].length > 0);
}

/** Takes a value in or out. The empty text stands for `null`. */
export function toggleFilter(
  filters: TicketFilters,
  field: FilterField,
  value: string | null,
): TicketFilters {
  const chosen: readonly (string | null)[] = filters[field];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return readFilters({ ...filters, [field]: next });
}

/** Sorts by a column, the way one expects first: newest, most urgent, highest; choosing it again turns it around. */
export function sortBy(filters: TicketFilters, sort: SortColumn): TicketFilters {
  if (filters.sort !== sort) return { ...filters, sort, direction: 'descending' };
  const direction = filters.direction === 'descending' ? 'ascending' : 'descending';
  return { ...filters, direction };
}

/** The question to the disk. What is fixed wins over what is chosen. */
export function ticketQuery(
  filters: TicketFilters,
  fixed: FixedFilters,
): Omit<RowQuery, 'table' | 'offset' | 'limit'> {
  const where: NonNullable<RowQuery['where']> = {};
  for (const field of filterFields) {
    const values = fixed[field] ?? filters[field];
    if (values.length > 0) where[field] = [...values];
  }
  const search = filters.text.trim();
  return {
    where,
    ...(search === '' ? {} : { search }),
    order: [{ column: filters.sort, direction: filters.direction }],
  };
}

/** Everything again, in the same order. */
export function clearFilters({ sort, direction }: TicketFilters): TicketFilters {
  return { ...noFilters, sort, direction };
}
