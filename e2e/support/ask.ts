import type { Page } from '@playwright/test';
import type { RequestName, RequestParams, RequestResult } from '../../shared/src/protocol/requests.ts';

/** Asks the server something through a window of somebody who is signed in, as its screens do. */
export async function askIn<Name extends RequestName>(
  page: Page,
  name: Name,
  params: RequestParams<Name>,
): Promise<RequestResult<Name>> {
  const outcome = await page.evaluate((asked) => window.holdfast.call('ask', asked), {
    name,
    params: JSON.parse(JSON.stringify(params)),
  });
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
  // The engine has checked the answer by this request's own schema.
  return outcome.value as RequestResult<Name>;
}
