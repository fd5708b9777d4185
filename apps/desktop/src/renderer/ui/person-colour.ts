/** Hues that are told apart well, at one lightness, so that white letters stand out on all of them. */
const hues = [15, 45, 75, 130, 165, 195, 230, 260, 290, 320, 345];

/** A person's own colour, always the same, from their id. */
export function personColour(id: string): string {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return `oklch(0.48 0.085 ${hues[hash % hues.length]})`;
}

/** Two letters at most: of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
