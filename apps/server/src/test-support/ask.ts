import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { type RequestName, type RequestResult, requests } from '@holdfast/shared/protocol/requests.ts';
import type { z } from 'zod';

/** Asks the server as a signed-in person does. Rejects with the error of the contract. */
export async function ask<Name extends RequestName>(
  url: string,
  token: string,
  name: Name,
  params: z.input<(typeof requests)[Name]['request']>,
): Promise<RequestResult<Name>> {
  const { status, body } = await askRaw(url, token, name, params);
  if (status !== 200) throw errorOf(body);
  return requests[name].response.parse(body) as RequestResult<Name>;
}

/** Asks and gives the status and the answer, whatever they are. */
export async function askRaw(url: string, token: string, name: string, params: unknown) {
  const response = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(params),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

function errorOf(body: unknown): WireError {
  return (body as { error: WireError }).error;
}
