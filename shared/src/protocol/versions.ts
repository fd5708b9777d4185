/**
 * The wire protocol. One line of history per step:
 * 1: first version.
 * 2: scopes are first read downwards, from the newest entry (`floor` in cursors); `ping` sends one
 *    hash instead of all heads; `sync:digest` and `sync:known` are new; `was` may be absent.
 */
export const PROTOCOL_VERSION = 2;

/** The oldest protocol that this server still serves: the one before (S24). */
export const PROTOCOL_FLOOR = 1;

/**
 * The shapes of synced rows. One line of history per step:
 * 1: user, division, membership, project, ticket, thread, message, activity, overwrite.
 * 2: overwrite has `kind`.
 * 3: participant, message_version, reaction, read_marker, preference; groups and direct conversations
 *    among threads; message has `number`, `replyToId`, `pinnedAt`, `pinnedBy`.
 * 4: notification, subscription; preference has `channels`, `quietHours`, `quietUntil`.
 * 5: phase, assignment, work_hours, absence, holiday, alert, alert_rule; project has a plan (`stage`,
 *    dates, money); ticket has `endedAt`; notifications of alerts.
 * 6: attachment.
 */
export const SCHEMA_VERSION = 6;

/** The oldest schema that this server still serves: the one before (S24). */
export const SCHEMA_FLOOR = 1;
