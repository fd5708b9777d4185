import { HoldfastError, wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';
import type { PostJson } from '../environment.ts';
import { certificateFaultOf } from './certificate-fault.ts';

/**
 * Asks the server over HTTP. Throws the server's error; CONNECTION_ERROR where nobody answers, or not
 * as a Holdfast server does.
 * @param token the access token, where the request is a signed-in person's
 */
export async function postRequest<Response extends z.ZodType>(
  post: PostJson,
  url: URL,
  body: unknown,
  response: Response,
  token?: string,
): Promise<z.infer<Response>> {
  const answer = await post(String(url), body, token).catch((cause: unknown) => {
    throw asUnreachable(url, cause);
  });
  const parsed = response.safeParse(answer.body);
  if (answer.status === 200 && parsed.success) return parsed.data;
  throw readRefusal(url, answer.body);
}

function asUnreachable({ origin, host }: URL, cause: unknown): HoldfastError {
  if (cause instanceof HoldfastError) return cause;
  const fault = certificateFaultOf(cause);
  const message =
    fault === undefined
      ? `No server answers at ${origin}. Check the address and the network.`
      : `The certificate of ${host} ${fault}, so nothing was sent there. Ask whoever runs Holdfast for you.`;
  return new HoldfastError('CONNECTION_ERROR', message, { cause });
}

function readRefusal({ origin }: URL, body: unknown): HoldfastError {
  const refused = z.object({ error: wireErrorSchema }).safeParse(body);
  if (!refused.success) {
    const message = `${origin} answers, but not as a Holdfast server does. Check the address.`;
    return new HoldfastError('CONNECTION_ERROR', message);
  }
  const { code, message, ...details } = refused.data.error;
  return new HoldfastError(code, message, details);
}
