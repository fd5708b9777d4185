import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { App } from './support/app.ts';
import { createTicket, detail, ticketRow, waitForRow, waitUntilLive } from './support/screens.ts';

/**
 * The main job, once: two windows of two people, a ticket made in one and seen in the other, a
 * screenshot of each. The last line printed is JSON with the times in milliseconds.
 */

const signInsSchema = z.object({
  people: z.array(
    z.object({
      role: z.enum(['admin', 'manager', 'agent', 'staff']),
      name: z.string(),
      email: z.string(),
      password: z.string(),
    }),
  ),
});

const { values } = parseArgs({
  options: { server: { type: 'string' }, credentials: { type: 'string' }, out: { type: 'string' } },
});

async function check(server: string, credentials: string, out: string): Promise<Record<string, number>> {
  mkdirSync(out, { recursive: true });
  const { people } = signInsSchema.parse(JSON.parse(readFileSync(credentials, 'utf8')));
  const agent = people.find((person) => person.role === 'agent');
  const staff = people.find((person) => person.role === 'staff');
  if (agent === undefined || staff === undefined)
    throw new Error(`${credentials} names no agent or no staff member.`);
  const apps = [new App(), new App()] as const;
  const [writer, reader] = apps;
  try {
    const launched = performance.now();
    await Promise.all([writer.launch({ server, person: staff }), reader.launch({ server, person: agent })]);
    await Promise.all([waitUntilLive(writer.page), waitUntilLive(reader.page)]);
    const title = `Window check ${new Date().toISOString()}`;
    const live = performance.now();
    await createTicket(writer.page, title);
    await ticketRow(writer.page, title).waitFor();
    const own = performance.now();
    await waitForRow(reader.page, title);
    const other = performance.now();
    await detail(writer.page).getByRole('textbox', { name: 'Comment' }).waitFor();
    await writer.page.screenshot({ path: path.join(out, 'check-staff.png') });
    await reader.page.screenshot({ path: path.join(out, 'check-agent.png') });
    return { bothLiveMs: live - launched, ownScreenMs: own - live, otherScreenMs: other - live };
  } catch (error) {
    await Promise.all(apps.map((app, index) => app.picture(path.join(out, `check-failed-${index + 1}.png`))));
    throw error;
  } finally {
    await Promise.all(apps.map((app) => app.remove()));
  }
}

try {
  const times = await check(values.server ?? '', values.credentials ?? '', values.out ?? '.');
  const rounded = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, Math.round(time)]));
  console.log(JSON.stringify({ ok: true, ...rounded, screenshots: values.out }));
} catch (error) {
  console.error(error);
  console.log(JSON.stringify({ ok: false, error: error instanceof Error ? error.message : String(error) }));
  process.exitCode = 1;
}
