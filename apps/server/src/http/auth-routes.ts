import {
  codeRequestSchema,
  forgotRequestSchema,
  redeemRequestSchema,
  refreshRequestSchema,
  signInRequestSchema,
  signOutRequestSchema,
} from '@holdfast/shared/protocol/sign-in.ts';
import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth/create-auth.ts';
import { runTry } from '../auth/sign-in-limits.ts';

export interface AuthRoutesOptions {
  readonly auth: Auth;
}

/** `POST /auth/…`: what devices ask before they have an access token. */
export function authRoutes(app: FastifyInstance, { auth }: AuthRoutesOptions): void {
  sessionRoutes(app, auth);
  codeRoutes(app, auth);
}

function sessionRoutes(app: FastifyInstance, { accounts }: Auth): void {
  app.post('/auth/sign-in', async ({ body, ip }) => {
    const request = signInRequestSchema.parse(body);
    return accounts.signIn(request, ip);
  });

  app.post('/auth/refresh', async ({ body, ip }) => {
    const { refreshToken: token, attempt } = refreshRequestSchema.parse(body);
    return accounts.refresh({ token, attempt }, ip);
  });

  app.post('/auth/sign-out', async ({ body, ip }) => {
    const { refreshToken } = signOutRequestSchema.parse(body);
    await accounts.signOut(refreshToken, ip);
    return {};
  });
}

function codeRoutes(app: FastifyInstance, { accounts, codes, forgotten, limits }: Auth): void {
  app.post('/auth/code', async ({ body, ip }) => {
    const { code } = codeRequestSchema.parse(body);
    return runTry(await limits.takeCode(ip), 'NOT_FOUND', () => codes.look(code));
  });

  app.post('/auth/redeem', async ({ body, ip }) => {
    const request = redeemRequestSchema.parse(body);
    return runTry(await limits.takeCode(ip), 'NOT_FOUND', () => accounts.redeem(request, ip));
  });

  app.post('/auth/forgot', async ({ body, ip }) => {
    const { email } = forgotRequestSchema.parse(body);
    if (await limits.takeForgot(email, ip)) forgotten.ask(email, ip);
    return {};
  });
}
