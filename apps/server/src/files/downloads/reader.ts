import type { AccessTokens } from '../../auth/access-token.ts';
import { isApiToken } from '../../events/api-token.ts';
import type { ApiTokens } from '../../events/api-tokens.ts';

/** A person on one of their devices. */
export interface PersonReader {
  readonly userId: string;
  readonly sessionId: string;
}

/** A bot, by the record of its API token. */
export interface BotReader {
  readonly tokenId: string;
}

/** Who asks for files. What they may is read each time anew. */
export type Reader = PersonReader | BotReader;

export interface IdentifyOptions {
  readonly tokens: Pick<AccessTokens, 'verify'>;
  readonly apiTokens: Pick<ApiTokens, 'check' | 'used'>;
}

/**
 * Who a bearer token is of.
 * @throws AUTHENTICATION_FAILED, TOKEN_EXPIRED
 */
export async function identifyReader(
  bearer: string,
  { tokens, apiTokens }: IdentifyOptions,
): Promise<Reader> {
  if (!isApiToken(bearer)) return identifyPerson(bearer, tokens);
  const record = await apiTokens.check(bearer);
  await apiTokens.used(record);
  return { tokenId: record.id };
}

/**
 * The person that an access token is of.
 * @throws AUTHENTICATION_FAILED, TOKEN_EXPIRED
 */
export async function identifyPerson(
  bearer: string,
  tokens: IdentifyOptions['tokens'],
): Promise<PersonReader> {
  const { userId, sessionId } = await tokens.verify(bearer);
  return { userId, sessionId };
}

/** Under what the transfers of a reader are counted. */
export function readerKey(reader: Reader): string {
  return 'tokenId' in reader ? `token:${reader.tokenId}` : `user:${reader.userId}`;
}
