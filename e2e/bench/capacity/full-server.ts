import type { HeadlessClient } from '../../support/headless-client.ts';
import { people, type ServerProcess } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { signInWriter } from '../threads/long-thread.ts';
import { assignmentRows, type Plan, personName, projectName } from './plan-rows.ts';

/** So many are made before the server must have them: more at once would only fill the outbox. */
const BATCH = 5_000;
const SENT_MS = 300_000;

/** Has an admin make the whole plan on a server. Gives the milliseconds that it took until the server had all of it. */
export async function fillServer(server: ServerProcess, plan: Plan): Promise<number> {
  const writer = await signInWriter(server.url, people.admin);
  try {
    const start = performance.now();
    await makeGround(writer, plan);
    let batch: { name: string; args: object }[] = [];
    for (const { data } of assignmentRows(plan)) {
      const { userId, projectId, phaseId, week, hours } = data;
      batch.push({
        name: 'assignment.set',
        args: { userId, projectId, phaseId, week, changes: { hours: { was: 0, now: hours } } },
      });
      if (batch.length < BATCH) continue;
      await make(writer, batch);
      batch = [];
    }
    if (batch.length > 0) await make(writer, batch);
    return performance.now() - start;
  } finally {
    writer.remove();
  }
}

async function makeGround(writer: HeadlessClient, { people: crew, projects }: Plan): Promise<void> {
  const persons = crew.map((id, index) => ({
    name: 'user.add',
    args: { id, name: personName(index), email: `person${index}@example.org`, role: 'agent' },
  }));
  const plans = projects.map((id, index) => ({
    name: 'project.create',
    args: { id, membershipId: writer.newId(), name: projectName(index), description: '', divisionId: null },
  }));
  await make(writer, [...persons, ...plans]);
}

async function make(
  writer: HeadlessClient,
  changes: readonly { name: string; args: object }[],
): Promise<void> {
  writer.session.mutateAll(
    changes.map(({ name, args }) => ({ name, args: JSON.parse(JSON.stringify(args)) })),
  );
  await waitFor('an empty outbox', () => writer.session.connection().waiting === 0, SENT_MS);
  const { refused } = writer.session.connection();
  if (refused > 0) throw new Error(`${refused} changes were refused.`);
}
