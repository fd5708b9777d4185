import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { NoticeClaimRequest, NoticeClaimResponse } from '@holdfast/shared/protocol/notice-claim.ts';
import type { Clock, Environment } from '../environment.ts';
import type { Statements } from '../store/statements.ts';
import type { NoticeDevice } from './notice-device.ts';

/** What the notices of one account take from the rest of the engine. */
export interface NoticeHost {
  readonly statements: Statements;
  readonly userId: string;
  readonly clock: Clock;
  readonly log: Environment['log'];
  readonly device: NoticeDevice;
  /** Finds a row as the person sees it now. */
  readonly find: FindRow;
  readonly newId: () => string;
  /** Saves a change of the person's. Throws what refuses it. */
  mutate(name: string, args: Json): unknown;
  claim(request: NoticeClaimRequest): Promise<NoticeClaimResponse>;
  /** How much waits in the inbox, or until when the person is not to be disturbed, is another thing now. */
  inboxChanged(): void;
  /** Does what nobody waits for: where the disk does not do what it must, that is told elsewhere. */
  guarded(work: () => void): void;
}
