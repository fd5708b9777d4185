import type { User } from '@holdfast/shared/model/user.ts';
import type { RequestName, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';

/** Who asks: an active person who has the request's permission, and from where. */
export interface Caller {
  readonly user: User;
  readonly sessionId: string;
  readonly address: string;
}

/** What answers each request. The parameters have been checked. */
export type Handlers<Names extends RequestName = RequestName> = {
  readonly [Name in Names]: (params: RequestParams<Name>, caller: Caller) => Promise<RequestResult<Name>>;
};

/** The handlers of all requests that begin so. */
export type HandlersOf<Subject extends string> = Handlers<Extract<RequestName, `${Subject}.${string}`>>;
