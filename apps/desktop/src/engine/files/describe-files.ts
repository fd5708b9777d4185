import type { Statements } from '../store/statements.ts';
import { fileRoom } from './make-room.ts';
import { countUnsent } from './named-contents.ts';

/** What helps to find a fault of files: counts, sizes and codes; no names, no hashes. */
export function describeFiles(statements: Statements, userId: string) {
  const count = (sql: string) =>
    statements.get<{ count: number }>(`SELECT count(*) AS count ${sql}`)?.count ?? 0;
  return {
    contents: statements.get('SELECT count(*) AS count, total(size) AS bytes FROM file WHERE lost = 0'),
    room: fileRoom(statements),
    lost: count('FROM file WHERE lost = 1'),
    drafts: count('FROM draft_file'),
    pinned: count('FROM file_pin'),
    unsent: countUnsent(statements, userId),
    fetches: count('FROM file_wish WHERE fetch = 1'),
    paused: count('FROM file_wish WHERE paused = 1'),
    problems: statements.all(
      `SELECT json_extract(problem, '$.code') AS code, json_extract(problem, '$.reason') AS reason, count(*) AS count
       FROM file_wish WHERE problem IS NOT NULL GROUP BY 1, 2`,
    ),
  };
}
