import { z } from 'zod';

/** Why the database could not be asked, which is what this run is about: it is told, and clients waited. */
const away =
  /^(CIRCUIT_OPEN|CONNECTION_LOST|NOT_REACHED|LOCK_TIMEOUT|OUTCOME_UNKNOWN|STATEMENT_TIMEOUT|WAITED_TOO_LONG|POSTGRES_(08|57P0|25P03).*)$/;

const lineSchema = z.object({
  msg: z.string(),
  err: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
});

/** What lines of level error or worse say that does not follow from the database being away, each once and in short. */
export function unexplained(lines: readonly string[]): string[] {
  const said = lines.flatMap((line) => {
    const { msg, err } = lineSchema.parse(JSON.parse(line));
    if (away.test(err?.code ?? '')) return [];
    return [`The server logged: ${msg}: ${err?.code ?? ''} ${err?.message ?? ''}`];
  });
  return [...new Set(said)];
}
