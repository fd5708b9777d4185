import {
  type CodeResponse,
  codeResponseSchema,
  type RedeemRequest,
  type SignedIn,
  type SignInRequest,
  signedInSchema,
} from '@holdfast/shared/protocol/sign-in.ts';
import { z } from 'zod';
import type { PostJson } from '../environment.ts';
import { postRequest } from './post-request.ts';

/*
 * What one asks of a server while nobody is signed in. `server` is its origin. All of them throw the
 * server's error, or CONNECTION_ERROR.
 */

/** Signs in with a password. */
export function signInWithPassword(
  post: PostJson,
  server: string,
  request: SignInRequest,
): Promise<SignedIn> {
  return postRequest(post, new URL('/auth/sign-in', server), request, signedInSchema);
}

/** Who a code of an invitation or a new password is for. */
export function lookAtCode(post: PostJson, server: string, code: string): Promise<CodeResponse> {
  return postRequest(post, new URL('/auth/code', server), { code }, codeResponseSchema);
}

/** Takes an invitation or sets a new password, and signs in. */
export function redeemCode(post: PostJson, server: string, request: RedeemRequest): Promise<SignedIn> {
  return postRequest(post, new URL('/auth/redeem', server), request, signedInSchema);
}

/** Has a code for a new password mailed, if there is such an account; the answer does not say whether. */
export async function forgotPassword(post: PostJson, server: string, email: string): Promise<void> {
  await postRequest(post, new URL('/auth/forgot', server), { email }, z.looseObject({}));
}
