import { ticketPriorities, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';
import { firstIssue } from '../sync/first-issue.ts';
import { placeholders } from './template.ts';

const column = z.string().min(1);

function choice<T extends readonly [string, ...string[]]>(values: T) {
  return z.strictObject({
    column: column.optional(),
    values: z.record(z.string(), z.enum(values)).default({}),
    default: z.enum(values),
  });
}

const schema = z.strictObject({
  /** Names the system that the rows come from: with the key, it makes the ids. */
  source: z.string().min(1),
  /** The column that tells rows apart, for good. */
  key: column,
  /** How dates are written, and the IANA zone whose clock they show. */
  dates: z.strictObject({ format: z.string().min(1), timeZone: z.string().min(1) }),
  /** Texts that mean "nothing". */
  blank: z.array(z.string()).default([]),
  /** Templates; those that come out empty or equal to an earlier one are left out, the rest is joined. */
  title: z.strictObject({ parts: z.array(z.string()).min(1), between: z.string().default(': ') }),
  /** One line of Markdown each; a line none of whose columns holds anything is left out. */
  description: z.array(z.string()).default([]),
  createdAt: column,
  /** The first of these columns that holds a date. */
  updatedAt: z.array(column).default([]),
  due: column.optional(),
  status: choice(ticketStatuses),
  priority: choice(ticketPriorities),
  /** The column that names the division; divisions that there are not are made. */
  division: column.optional(),
  /** What becomes the first comment, and the column of its date. */
  comment: z.strictObject({ text: column, at: column }).optional(),
});

/** How the columns of a CSV file become tickets. */
export type CsvMap = z.infer<typeof schema>;

/** @throws HoldfastError INVALID_MESSAGE that says what is wrong with the map */
export function parseCsvMap(text: string, file: string): CsvMap {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new HoldfastError('INVALID_MESSAGE', `The map ${file} is no JSON.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new HoldfastError('INVALID_MESSAGE', `The map ${file} cannot be used: ${firstIssue(parsed.error)}`);
}

/** Every column that a map asks for. */
export function columnsOf(map: CsvMap): string[] {
  const named = [map.key, map.createdAt, ...map.updatedAt, map.due, map.status.column, map.priority.column];
  const others = [map.division, map.comment?.text, map.comment?.at];
  const inTemplates = [...map.title.parts, ...map.description].flatMap(placeholders);
  const all = [...named, ...others, ...inTemplates].filter((name) => name !== undefined);
  return [...new Set(all)];
}
