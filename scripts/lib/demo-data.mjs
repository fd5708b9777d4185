import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node, runQuietly } from './command.mjs';
import { demoPlan } from './demo-plan.mjs';
import { PlainError } from './plain-error.mjs';
import { step } from './say.mjs';

const ADMIN_MAIN = 'apps/server/src/cli/main.ts';
const REQUESTS = 'examples/service-requests.csv';
const REQUESTS_MAP = 'examples/service-requests.map.json';

/**
 * Fills a server's data folder, once, as an admin would: adds `people` (of keepSignIns), imports the example
 * service requests, and plans a few projects. A run that was stopped in between is taken up again. The server must not run yet.
 */
export async function loadDemoData(serverData, people) {
  // Kept with the data it speaks of, so that both are gone together when somebody deletes them.
  const stamp = path.join(serverData, 'demo-data-loaded');
  if (existsSync(stamp)) return;
  await step('Creating the organisation', (note) => addPeople(serverData, people, note));
  await step('Importing service requests', (note) => importRequests(serverData, people, note));
  await step('Planning projects and people', (note) => importPlan(serverData, people, note));
  writeFileSync(stamp, '');
}

async function addPeople(serverData, people, note) {
  for (const { email, name, role, password } of people) {
    note(`${name}, ${role}`);
    const args = ['users', 'add', '--email', email, '--name', name, '--role', role, '--password-stdin'];
    await ignoreExisting(admin(serverData, args, { input: `${password}\n` }));
  }
}

async function ignoreExisting(command) {
  try {
    await command;
  } catch (error) {
    if (!error.output?.includes('already exists')) throw error;
  }
}

async function importRequests(serverData, people, note) {
  const as = people.find((person) => person.role === 'admin').email;
  const args = ['import', 'csv', REQUESTS, '--map', REQUESTS_MAP, '--as', as, '--json'];
  const printed = await admin(serverData, args, { onLine: note });
  const { imported, skipped, rejected } = JSON.parse(printed.trim().split('\n').at(-1));
  note(`${imported} imported, ${skipped} there already, ${rejected.length} rejected`);
  if (imported + skipped === 0) throw new PlainError(`none of the rows of ${REQUESTS} could be imported`);
}

async function importPlan(serverData, people, note) {
  const mailOf = (name) => people.find(({ email }) => email.startsWith(`${name}@`)).email;
  const as = people.find((person) => person.role === 'admin').email;
  for (const { kind, text } of demoPlan(Date.now(), mailOf)) {
    const file = path.join(serverData, `demo-${kind}.csv`);
    writeFileSync(file, text);
    const args = ['import', 'csv', file, '--kind', kind, '--source', 'demo', '--as', as, '--json'];
    const { imported } = JSON.parse((await admin(serverData, args)).trim().split('\n').at(-1));
    rmSync(file);
    note(`${imported} of kind ${kind}`);
  }
}

function admin(serverData, args, options) {
  return runQuietly(node(), [ADMIN_MAIN, ...args], { ...options, env: { HOLDFAST_DATA: serverData } });
}
