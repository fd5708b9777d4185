/**
 * The wire protocol. One line of history per step:
 * 1: first version.
 */
export const PROTOCOL_VERSION = 1;

/** The oldest protocol that this server still serves. */
export const PROTOCOL_FLOOR = 1;

/**
 * The shapes of synced rows. One line of history per step:
 * 1: user, division, membership, project, ticket, thread, message, activity, overwrite.
 */
export const SCHEMA_VERSION = 1;

/** The oldest schema that this server still serves. */
export const SCHEMA_FLOOR = 1;
