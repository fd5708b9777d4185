import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function settingsIn(text: string): string[] {
  return [...new Set(text.match(/HOLDFAST_[A-Z_]*[A-Z]/g))];
}

const known = ['config.ts', 'files/file-settings.ts'].flatMap((file) =>
  settingsIn(read(`apps/server/src/${file}`)),
);

test('the image copies what there is, and starts what the unit starts', () => {
  const dockerfile = read('deploy/Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) =>
    from.split(' '),
  );
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  expect(dockerfile).toMatch(/^USER node$/m);
  const entry = 'apps/server/src/main.ts';
  expect(existsSync(path.join(root, entry))).toBe(true);
  expect(dockerfile).toContain(`CMD ["node", "${entry}"]`);
  expect(read('deploy/holdfast.service')).toContain(`node ${entry}`);
});

test('every workspace that the lockfile knows is in the image’s install', () => {
  const { workspaces } = JSON.parse(read('package.json'));
  const dockerfile = read('deploy/Dockerfile');
  for (const workspace of workspaces)
    expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/`);
});

test('files of deploy and the administrators’ pages name settings that there are, and all of them are explained', () => {
  const pages = readdirSync(path.join(root, 'docs/admin')).map((name) => `docs/admin/${name}`);
  const deploy = readdirSync(path.join(root, 'deploy')).map((name) => `deploy/${name}`);
  // The command line's own, and those of whoever makes packages.
  const others = ['HOLDFAST_TOKEN', 'HOLDFAST_UPDATE_FEED', 'HOLDFAST_UPDATE_KEY'];
  for (const file of ['docs/administrators.md', ...pages, ...deploy]) {
    const unknown = settingsIn(read(file)).filter((name) => !known.includes(name) && !others.includes(name));
    expect(unknown, file).toEqual([]);
  }
  const explained = settingsIn(read('docs/administrators.md'));
  expect(known.filter((name) => !explained.includes(name))).toEqual([]);
});

test('compose names what there is, and starts the processes that HAProxy sends to', () => {
  const compose = read('deploy/compose.yml');
  const services = [...compose.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);
  const proxied = read('deploy/haproxy-many.cfg').match(/(?<= )holdfast-\d+(?=:4310)/g) ?? [];
  expect([...new Set(proxied)]).toEqual(services.filter((name) => /^holdfast-/.test(String(name))));
  expect(read('deploy/Dockerfile')).toContain('HOLDFAST_PORT=4310');
  const mounted = [...compose.matchAll(/- \.\/([\w.-]+):/g)].map(([, file = '']) => file);
  const made = read('deploy/.gitignore').split('\n');
  expect(mounted.length).toBeGreaterThan(1);
  for (const file of mounted) {
    const isThere = existsSync(path.join(root, 'deploy', file));
    expect(isThere || made.includes(file), file).toBe(true);
  }
});

test('what compose asks for is in the example of its settings, and compose trusts its own proxy alone', () => {
  const compose = read('deploy/compose.yml');
  const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
  const given = [...read('deploy/compose.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect([...new Set(asked)].toSorted()).toEqual(given.toSorted());
  const [, proxy] = /HOLDFAST_TRUSTED_PROXIES: ([\d.]+)$/m.exec(compose) ?? [];
  expect(compose).toMatch(new RegExp(`haproxy:[\\s\\S]*ipv4_address: ${proxy} `));
});

test('systemd can read the unit', (context) => {
  const unit = path.join(root, 'deploy/holdfast.service');
  const checked = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  if (checked.error !== undefined) return context.skip('there is no systemd-analyze here');
  // The program is not installed here; nothing else may be wrong.
  const problems = checked.stderr.split('\n').filter((line) => !/is not executable|^$/.test(line));
  expect(problems).toEqual([]);
});
