import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { asRequestName, requests } from '@holdfast/shared/protocol/requests.ts';
import type { PostJson } from '../environment.ts';
import { postRequest } from './post-request.ts';
import type { TokenSource } from './tokens.ts';

/**
 * Asks the server something that is not kept on this device. Gives what the request's response schema
 * says. A token that has run out is renewed, once.
 * @throws INVALID_MESSAGE for what is no request, CONNECTION_ERROR without a network, or the server's error
 */
export async function askServer(
  post: PostJson,
  server: string,
  tokens: TokenSource,
  name: string,
  params: unknown,
): Promise<unknown> {
  const known = asRequestName(name);
  if (known === undefined) throw new HoldfastError('INVALID_MESSAGE', `There is no request ${name}.`);
  const { request, response } = requests[known];
  const body = request.safeParse(params);
  if (!body.success)
    throw new HoldfastError('INVALID_MESSAGE', body.error.issues[0]?.message ?? 'This is malformed.');
  const url = new URL(`/api/${known}`, server);
  const ask = (token: string) => postRequest(post, url, body.data, response, token);
  const token = await tokens.current();
  try {
    return await ask(token);
  } catch (error) {
    if (!(error instanceof HoldfastError) || error.code !== 'TOKEN_EXPIRED') throw error;
    tokens.expire(token);
    return ask(await tokens.current());
  }
}
