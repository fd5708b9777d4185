import type { Plant } from './plant.ts';

const executeMutation = 'apps/server/src/sync/execute-mutation.ts';
const push = 'apps/server/src/sync/push.ts';
const settle = 'apps/desktop/src/engine/sync/settle.ts';

/** Bugs in parts A and E of docs/sync.md: mutations, their answers, conflicts. */
export const mutationPlants: readonly Plant[] = [
  {
    name: 'acknowledged-before-commit',
    seed: 15,
    needs: 'serverDisk',
    what: 'S1: pushes are answered before their transaction is on disk.',
    file: 'apps/server/src/sync/commit-queue.ts',
    find: 'answers.push(yield* job.run(commit));',
    replace: '(yield* job.run(commit))();',
  },
  {
    name: 'dedup-skipped',
    seed: 77,
    needs: 'clientCopyBack',
    what: 'S6: a mutation that the server knows by its id takes effect once more.',
    file: executeMutation,
    find: 'known === undefined ? yield* decide(commit, sender, mutation, telling.log) : answerOf(known, sender);',
    replace:
      'known !== undefined && known.ok === false ? answerOf(known, sender) : yield* decide(commit, sender, mutation, telling.log);',
  },
  {
    name: 'repeat-executed',
    what: 'S6: a push that arrives twice is executed twice, the second time under new numbers.',
    file: push,
    find: 'mutation.seq <= client.lastSeq);',
    replace: 'mutation.seq < client.lastSeq);',
  },
  {
    name: 'refusal-lost-with-its-acknowledgement',
    what: 'S5: only an answer that comes at once is kept; a refusal that comes with a pull is dropped.',
    file: settle,
    find: 'keepRefused(statements, pending, error ?? unexplained);',
    replace:
      'if (error?.message.length !== 0 && Math.abs(seq % 2) === 1) keepRefused(statements, pending, error ?? unexplained);',
  },
  {
    name: 'bodies-dropped-too-early',
    what: 'S5: the server forgets the reasons of refusals that the client has not acknowledged.',
    file: push,
    find: 'const acked = Math.max(client.acked, Math.min(claimed, lastSeq));',
    replace: 'const acked = Math.max(client.acked, lastSeq, claimed * 0);',
  },
  {
    name: 'overlay-kept-after-a-rejection',
    what: 'S22: a refused change goes on showing.',
    file: settle,
    find: 'return inOrder.filter((result) => settle(statements, result, effectsApplied)).map(({ seq }) => seq);',
    replace:
      'return inOrder.filter((result) => settle(statements, result, effectsApplied) && result.ok).map(({ seq }) => seq);',
  },
  {
    name: 'settled-before-its-effect',
    seed: 5,
    what: 'S22: an accepted change leaves the outbox at its acknowledgement, before its effect is here.',
    file: settle,
    find: 'if (effectsApplied) return confirmAndForget(statements, seq, id);',
    replace:
      'if (effectsApplied || seq > 0) return statements.run("DELETE FROM outbox WHERE seq = ?", seq) > 0;',
  },
  {
    name: 'effect-writes-the-whole-row',
    what: 'S27: a change of one field writes the other fields as its author saw them.',
    file: 'shared/src/effect/change-fields.ts',
    find: 'if (Object.keys(next).length === 0) return row;\n  return yield* update(model, row, { ...next, ...also } as Partial<RowOf<M>>);\n}\n\n/** Reverts by field name. */',
    replace:
      "if (Object.keys(next).length === 0) return row;\n  if ('status' in row && !('status' in next)) next.status = 'open';\n  return yield* update(model, row, { ...next, ...also } as Partial<RowOf<M>>);\n}\n\n/** Reverts by field name. */",
  },
  {
    name: 'overwritten-not-told',
    seed: 4,
    what: 'S28: nobody is told that a value of theirs was replaced unseen.',
    file: 'shared/src/effect/change-fields.ts',
    find: "if (unseen) yield { kind: 'overwritten', overwritten: { table: model.table, id: row.id, field } };",
    replace: '',
  },
  {
    name: 'long-text-replaced',
    what: 'S29: the later long text stands instead of being merged.',
    file: 'shared/src/effect/change-fields.ts',
    find: 'if (unseen && model.longText.includes(field)) {',
    replace: "if (unseen && field === '' && model.longText.includes(field)) {",
  },
  {
    name: 'undo-over-later-changes',
    seed: 22,
    what: 'S30: an undo puts a field back although somebody has changed it since.',
    file: 'shared/src/effect/change-fields.ts',
    find: 'return sameJson(current, ifStill) ? now : undefined;',
    replace: 'return sameJson(current, ifStill) ? now : now;',
  },
  {
    name: 'chain-ignored',
    seed: 2,
    what: "S27: what was seen of one's own refused change counts as seen.",
    file: 'apps/server/src/sync/chain.ts',
    find: 'for (const id of mutation.after ?? []) {',
    replace: 'for (const id of [] as string[]) {',
  },
];
