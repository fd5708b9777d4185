/** What comes into the server from outside, so that a simulator can own it. */
export interface Outside {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
}
