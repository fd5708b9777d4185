const KIB = 1024;

/** Sizes and counts that both sides hold to. The server's own limits are in its config. */
export const limits = {
  /** A mutation, encoded as JSON (S3). */
  mutationBytes: 512 * KIB,
  /** A push, encoded as JSON: cut here, so that it stays well under a message (S3). */
  pushBytes: 512 * KIB,
  pushMutations: 1_000,
  /** Ids in one question for what the server knows (S19). */
  knownIds: 5_000,
  /** A message on the wire. */
  messageBytes: 1024 * KIB,
  /** Entries in one page of a pull. */
  pullEntries: 3_000,
  /** A page of a pull holds about this much row content, so that a page fits a message. */
  pullBytes: 768 * KIB,
  /** A page that is larger when encoded travels compressed. */
  compressBytes: 16 * KIB,
  /** What a compressed page may unpack to. */
  unpackedBytes: 16 * 1024 * KIB,
  /** A delta with more than this goes out as heads only (S13). */
  deltaRows: 500,
  deltaBytes: 256 * KIB,
  titleLength: 300,
  nameLength: 120,
  textLength: 100_000,
} as const;
