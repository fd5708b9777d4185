const LONGEST = 4_000;

/** Who stands before an address, who is behind one, signed tokens, and long random texts as keys are. */
const secrets: readonly [RegExp, string][] = [
  [/\/\/[^/\s@]+@/g, '//(name)@'],
  [/\b[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+/g, '(e-mail address)'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '(token)'],
  [/(?<![\w-])[\w-]{40,}(?![\w-])/g, '(key)'],
];

/**
 * A line for a log without what must never be in one, whatever it was made of. Nobody writes such things there on
 * purpose; a system's own error message might.
 */
export function withoutSecrets(line: string): string {
  return secrets.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line.slice(0, LONGEST));
}
