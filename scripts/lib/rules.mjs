/** The rules of docs/sync.md: `**S16 Snapshot of a scope.**` gives `{ number: 16, name: 'Snapshot of a scope' }`. */
export function findRules(text) {
  return [...text.matchAll(/^\*\*S(\d+) ([^*]+?)\.?\*\*/gm)].map(([, number, name]) => ({
    number: Number(number),
    name,
  }));
}

/**
 * The tests that name each rule in their title, as `file: title`, by the rule's number. A rule is
 * named at the start, alone or with others: `S6: …`, `S12, S16: …`.
 */
export function holdersOf(files) {
  const holders = new Map();
  for (const { file, text } of files) {
    for (const title of titlesOf(text)) {
      for (const number of rulesNamedIn(title)) {
        holders.set(number, [...(holders.get(number) ?? []), `${file}: ${title}`]);
      }
    }
  }
  return holders;
}

/** Titles of tests and of groups of tests, also of those that stand in tables. */
function titlesOf(text) {
  return [
    ...text.matchAll(
      /\b(?:test|it|describe)(?:\.[a-z]+)*(?:\([^()'"`]*\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs,
    ),
  ].map(([, , title]) => title);
}

function rulesNamedIn(title) {
  const named = /^((?:S\d+(?:\s*(?:,|and|to|\/)\s*)?)+):/.exec(title)?.[1];
  if (named === undefined) return [];
  const range = /^S(\d+) to S(\d+)$/.exec(named);
  if (range)
    return Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, at) => Number(range[1]) + at);
  return [...named.matchAll(/S(\d+)/g)].map(([, number]) => Number(number));
}
