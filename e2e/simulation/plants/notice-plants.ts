import type { Plant } from './plant.ts';

/** Bugs in who is told of what. */
export const noticePlants: readonly Plant[] = [
  {
    name: 'own-change-is-told',
    seed: 2,
    what: 'People are notified of what they did themselves.',
    file: 'apps/server/src/notify/choose-recipients.ts',
    find: 'if (userId === this.#actorId || chosen.has(userId)) continue;',
    replace: 'if (chosen.has(userId)) continue;',
  },
  {
    name: 'told-without-sight',
    seed: 7,
    what: 'S8: who follows a project goes on being told of it after they left it.',
    file: 'apps/server/src/notify/sight.ts',
    find: 'return [...audience.scopes].some((scope) => scopes.has(scope));',
    replace: 'return scopes.size > 0;',
  },
  {
    name: 'notification-not-folded',
    seed: 2,
    what: 'What happens again is one notification more, though one is unread.',
    file: 'apps/server/src/notify/fold.ts',
    find: 'return unread.find((row) => row.kind === kind && row.doneAt === null);',
    replace: 'return unread.find((row) => row.kind === kind && row.doneAt === row.createdAt);',
  },
];
