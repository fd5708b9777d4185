import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { PostgresProcess } from '../../apps/server/src/test-support/postgres-process.ts';
import { makeCertificate } from '../proxies/certificate.ts';
import { people, ServerProcess } from '../support/server-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-tls-'));
const certificate = path.join(folder, 'certificate.pem');
let postgres: PostgresProcess;

beforeAll(async () => {
  makeCertificate(folder);
  giveToPostgres(path.join(folder, 'key.pem'));
  postgres = await PostgresProcess.start();
  await postgres.query(`ALTER SYSTEM SET ssl_cert_file = '${certificate}'`);
  await postgres.query(`ALTER SYSTEM SET ssl_key_file = '${path.join(folder, 'key.pem')}'`);
  await postgres.query('ALTER SYSTEM SET ssl = on');
  await postgres.stop();
  await postgres.restart();
});

afterAll(async () => {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** It takes a key only that nobody else can read. */
function giveToPostgres(key: string): void {
  chmodSync(folder, 0o755);
  chmodSync(key, 0o600);
  if (process.getuid?.() !== 0) return;
  const idOf = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  chownSync(key, idOf('-u'), idOf('-g'));
}

async function serverOn(database: string, ca: string): Promise<ServerProcess> {
  const server = new ServerProcess({
    HOLDFAST_DATABASE_URL: await postgres.database(database),
    HOLDFAST_DATABASE_CA: ca,
  });
  onTestFinished(() => server.remove());
  return server;
}

test('with HOLDFAST_DATABASE_CA each connection to PostgreSQL goes over TLS', async () => {
  const server = await serverOn('trusted', certificate);
  await server.addPeople(people.admin);
  await server.start();
  const [lines] = await postgres.query(
    `SELECT count(*) AS all, count(*) FILTER (WHERE ssl) AS encrypted
      FROM pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE datname = 'trusted'`,
  );
  expect(Number(lines?.all)).toBeGreaterThan(0);
  expect(lines?.encrypted).toEqual(lines?.all);
}, 30_000);

test('a PostgreSQL that somebody else vouches for is not spoken to', async () => {
  const other = mkdtempSync(path.join(folder, 'other-'));
  makeCertificate(other);
  const server = await serverOn('untrusted', path.join(other, 'certificate.pem'));
  await expect(server.addPeople(people.admin)).rejects.toThrow(/certificate/);
}, 30_000);
