// Loaded before a server (`node --import`), it makes of today's program one of the step before: it serves protocol 1 and
// schema 5 alone, and knows neither reactions nor by which project tickets are looked up, so that its database has neither the
// table nor the column and index. No server on PostgreSQL was released with protocol 1; all else of it is today's.
import { registerHooks } from 'node:module';

/** What is taken out of a file of shared/src, each of which must be there. */
const changes = new Map([
  [
    '/shared/src/protocol/versions.ts',
    [
      [/PROTOCOL_VERSION = \d+/, 'PROTOCOL_VERSION = 1'],
      [/SCHEMA_VERSION = \d+/, 'SCHEMA_VERSION = 5'],
    ],
  ],
  ['/shared/src/registry.generated.ts', [[/^.*\breaction(Model|Mutations)\b.*$/gm, '']]],
  ['/shared/src/model/ticket.ts', [[/^ {2}lookups: \['projectId'\],$/m, '']]],
]);

function before(url, source) {
  const file = [...changes.keys()].find((name) => url.endsWith(name));
  if (file === undefined) return source;
  return changes.get(file).reduce((text, [from, to]) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not say ${from}.`);
    return changed;
  }, String(source));
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    return { ...loaded, source: before(url, loaded.source) };
  },
});
