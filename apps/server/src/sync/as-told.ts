/** What a process tells its connections. */
export interface Telling {
  /** The version that is being sent, or was sent last. */
  readonly version: number;
  /** Reads while nothing newer begins to be told. */
  readonly between: <T>(read: () => Promise<T>) => Promise<T>;
}

/** So often it is read while others are told on, before they are made to wait. */
const TRIES_BESIDE = 3;

/**
 * Reads what must be as new as what is told, again and again until it is: whoever comes in by it must not have
 * lost in between what they come in by (S11). `asOf` gives the version of the snapshot that an answer was read in.
 */
export async function readAsTold<T>(
  telling: Telling,
  read: () => Promise<T>,
  asOf: (answer: T) => number,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const answer = tries <= TRIES_BESIDE ? await read() : await telling.between(read);
    if (asOf(answer) >= telling.version) return answer;
  }
}
