import { refreshRequestSchema, signInRequestSchema } from '@holdfast/shared/protocol/sign-in.ts';
import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../auth/accounts.ts';
import type { SignInLimits } from '../auth/sign-in-limits.ts';

export interface AuthRoutesOptions {
  readonly accounts: Accounts;
  readonly limits: SignInLimits;
}

/** `POST /auth/sign-in`, `/auth/refresh` and `/auth/sign-out`. */
export function authRoutes(app: FastifyInstance, { accounts, limits }: AuthRoutesOptions): void {
  app.post('/auth/sign-in', async (request) => {
    const body = signInRequestSchema.parse(request.body);
    await limits.take(body.email, request.ip);
    return accounts.signIn(body);
  });

  app.post('/auth/refresh', async (request) => {
    const { refreshToken } = refreshRequestSchema.parse(request.body);
    return accounts.refresh(refreshToken);
  });

  app.post('/auth/sign-out', async (request) => {
    const { refreshToken } = refreshRequestSchema.parse(request.body);
    await accounts.signOut(refreshToken);
    return {};
  });
}
