import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import { allMutations } from '@holdfast/shared/registry.ts';
import { expect, test } from 'vitest';
import { mutationCases } from './permission-matrix/mutation-cases.ts';
import { mutationTable } from './permission-matrix/mutation-table.ts';
import type { Outcomes } from './permission-matrix/shapes.ts';
import { columns, World } from './permission-matrix/world.ts';

// Security item 24: each role, each change and each way to read, against tables that are written by hand.

test('24: every mutation has its lines in the table, and every line its case', () => {
  const names = allMutations.map((mutation) => mutation.name).sort();
  expect(Object.keys(mutationTable).sort()).toEqual(names);
  for (const name of names) {
    const lines = Object.keys(mutationTable[name] ?? {}).sort();
    expect(Object.keys(mutationCases[name] ?? {}).sort(), name).toEqual(lines);
  }
});

test('24: each role is let do just what the table says, with its own rows and with those of others', async () => {
  const world = await World.create();
  const seen: Record<string, Outcomes> = {};
  for (const name of Object.keys(mutationTable)) seen[name] = await outcomesOf(world, name);
  expect(seen).toEqual(mutationTable);
}, 60_000);

async function outcomesOf(world: World, name: string): Promise<Outcomes> {
  const outcomes: Record<string, string> = {};
  for (const [line, expected] of Object.entries(mutationTable[name] ?? {})) {
    const asked = expected.split(' ').map((word) => word !== '-');
    const words = columns.map((role, column) =>
      asked[column] ? outcomeOf(world, name, line, role) : Promise.resolve('-'),
    );
    outcomes[line] = (await Promise.all(words)).join(' ');
  }
  return outcomes;
}

async function outcomeOf(world: World, name: string, line: string, role: (typeof columns)[number]) {
  const me = world.of[role];
  const args = await mutationCases[name]?.[line]?.(world, me);
  const { result } = await me.client.change(name, args);
  return wordFor(result);
}

function wordFor({ ok, error }: MutationResult): string {
  if (ok) return 'yes';
  if (error?.code === 'AUTHORIZATION_FAILED') return 'no';
  return error?.code === 'NOT_FOUND' ? 'hidden' : `${error?.code}: ${error?.message}`;
}
