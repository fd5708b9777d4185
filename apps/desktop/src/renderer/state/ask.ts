import type { RequestName, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import type { Outcome } from '../../engine/api/calls.ts';
import { bridge } from './bridge.ts';

/**
 * Asks the server something that is not kept on this device (shared/src/protocol/requests.ts). Needs the
 * network; what went wrong is in the outcome.
 */
export async function ask<Name extends RequestName>(
  name: Name,
  params: RequestParams<Name>,
): Promise<Outcome<RequestResult<Name>>> {
  const outcome = await bridge.call('ask', { name, params: JSON.parse(JSON.stringify(params)) });
  // The engine has checked the answer by this request's own schema.
  return outcome as Outcome<RequestResult<Name>>;
}
