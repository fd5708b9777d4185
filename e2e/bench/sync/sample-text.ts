const WORDS = 3_000;
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz';

/** The same words at each run: text of one letter would be packed and indexed as no person's text is. */
const words = makeWords();

function makeWords(): string[] {
  const next = randomNumbers(1);
  return Array.from({ length: WORDS }, () =>
    Array.from({ length: 3 + (next() % 8) }, () => LETTERS[(next() % 26) % (1 + (next() % 26))]).join(''),
  );
}

/** Marsaglia's xorshift: the same numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed * 2654435761 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A text of so many characters, another one for each seed. */
export function sampleText(length: number, seed: number): string {
  const next = randomNumbers(seed + 1);
  let text = `${seed}`;
  while (text.length < length) text += ` ${words[next() % WORDS]}`;
  return text.slice(0, length - 1).padEnd(length, '.');
}
