import { z } from 'zod';

const servedSchema = z.object({ from: z.number(), to: z.number() });

/**
 * `GET /health`: that this is a Holdfast server, its version, and which versions of protocol and shapes it
 * serves. Everybody may ask, so that an app can say whether it goes with a server before anybody signs in.
 */
export const serverInfoSchema = z.object({
  status: z.literal('ok'),
  app: z.literal('holdfast'),
  version: z.string().max(100),
  protocol: servedSchema,
  schema: servedSchema,
});
export type ServerInfo = z.infer<typeof serverInfoSchema>;
