import { z } from 'zod';

/**
 * `typing`, between processes: a connection of the sending one writes in a room, or (`ended`) does not
 * any more. What is lost is said again, or fades.
 */
export const typingMessageSchema = z.object({
  id: z.string(),
  room: z.string(),
  field: z.string().optional(),
  ended: z.boolean(),
});
export type TypingMessage = z.infer<typeof typingMessageSchema>;
