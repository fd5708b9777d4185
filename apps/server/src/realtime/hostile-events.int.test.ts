import { request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type Ack, type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, post, testServer } from '../test-support/test-server.ts';

const generous = { HOLDFAST_EVENTS_PER_MINUTE: '1000000', HOLDFAST_PULLS_PER_MINUTE: '1000000' };

async function serverWithClients(settings: Record<string, string> = generous) {
  const server = await testServer(settings);
  const [good, bad] = [await server.person('agent', 'Good'), await server.person('staff', 'Bad')];
  return {
    server,
    good: await readyClient({ url: server.url, token: good.accessToken }),
    bad: await readyClient({ url: server.url, token: bad.accessToken }),
  };
}

/** That the server still serves, and that nothing of what was thrown at it reached somebody else. */
async function expectUnharmed(good: RawClient): Promise<void> {
  const { result } = await good.change('ticket.create', newTicket());
  expect(result.ok).toBe(true);
  const { rows } = await good.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(1);
  expect(good.events.every((event) => event.name === 'sync:delta')).toBe(true);
}

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

const events = fc.constantFrom(
  'sync:push',
  'sync:pull',
  'ping',
  'sync:delta',
  'room:join',
  'presence:update',
  'typing:start',
  'notice:claim',
  'constructor',
  '__proto__',
  '',
);

test('31: whatever is sent as whatever event, the answer is an error of the contract and the server goes on', async () => {
  const { good, bad } = await serverWithClients();
  const polluting = JSON.parse(
    '{"__proto__":{"ok":true,"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  );
  await fc.assert(
    fc.asyncProperty(
      events,
      fc.oneof(
        fc.jsonValue(),
        fc.constant(polluting),
        fc.constant(deep(2_000)),
        fc.uint8Array(),
        fc.constant(undefined),
      ),
      async (event, payload) => {
        const answer: Ack<object> = await bad.send(event, payload);
        expect(answer).toMatchObject({
          ok: false,
          error: { code: expect.any(String), message: expect.any(String) },
        });
      },
    ),
    { numRuns: 300 },
  );
  expect('isAdmin' in {}).toBe(false);
  await expectUnharmed(good);
});

test('31: events that look right but are forged in their parts are refused in the contract’s words', async () => {
  const { good, bad } = await serverWithClients();
  const epoch = bad.epoch;
  const pull = { epoch, acked: 0, cursors: {}, limit: 100 };
  const mutation = bad.mutation('ticket.create', newTicket());
  const push = { epoch, acked: 0, mutations: [mutation] };
  const forged: [string, unknown][] = [
    ['sync:pull', { ...pull, limit: 1e9 }],
    ['sync:pull', { ...pull, limit: -1 }],
    ['sync:pull', { ...pull, cursors: { desk: { version: -1 } } }],
    ['sync:pull', { ...pull, cursors: [] }],
    ['sync:pull', { ...pull, acked: 'all' }],
    ['sync:push', { ...push, mutations: {} }],
    ['sync:push', { ...push, mutations: [{ ...mutation, seq: 0 }] }],
    ['sync:push', { ...push, mutations: [{ ...mutation, seq: 1.5 }] }],
    ['sync:push', { ...push, mutations: [{ ...mutation, id: 'x' }] }],
    ['sync:push', { ...push, mutations: [{ ...mutation, at: 'yesterday' }] }],
    ['sync:push', { ...push, mutations: [{ ...mutation, args: new Uint8Array(3) }] }],
    ['sync:push', { ...push, mutations: Array(1_001).fill(mutation) }],
    ['ping', { heads: { desk: 'high' } }],
    ['notice:claim', { claims: Array(201).fill({ id: newId(), count: 1 }) }],
    ['notice:claim', { claims: [{ id: newId(), count: 0 }] }],
    ['notice:claim', { claims: [{ id: '__proto__', count: 1 }] }],
  ];
  for (const [event, payload] of forged) {
    const answer = await bad.send(event, payload);
    expect(answer, JSON.stringify(payload).slice(0, 100)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_MESSAGE' },
    });
  }
  await expectUnharmed(good);
});

test('31: names that are dangerous in objects are refused as parts, and stay plain data as values', async () => {
  const { good, bad } = await serverWithClients();
  const args = JSON.parse(`{"__proto__":{"role":"admin"},"id":"${newId()}","userId":"${newId()}"}`);
  const answer = await bad.push([{ ...bad.mutation('user.disable', args), seq: 1 }]);
  expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  const tricky = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  for (const [place, name] of tricky.entries()) {
    const mutation = { ...bad.mutation(name, {}), seq: place + 1 };
    const refused = { ok: false, error: { code: 'INVALID_MESSAGE' } };
    expect(await bad.push([mutation])).toMatchObject({ ok: true, results: [refused] });
  }
  await expectUnharmed(good);
});

test('27: a message that is too large is answered with PAYLOAD_TOO_LARGE, a huge one cut, and others unharmed', async () => {
  const { good, bad } = await serverWithClients({ ...generous, HOLDFAST_MAX_MESSAGE_BYTES: '100000' });
  const answer = await bad.send('sync:push', {
    epoch: '',
    acked: 0,
    mutations: [],
    more: 'x'.repeat(110_000),
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } });
  const cut = new Promise<string>((resolve) => bad.socket.once('disconnect', resolve));
  bad.socket.emit('sync:push', 'x'.repeat(1_000_000), () => {});
  await cut;
  await expectUnharmed(good);
});

test('an event without an acknowledgement to answer on changes nothing', async () => {
  const { good, bad } = await serverWithClients();
  bad.socket.emit('sync:push', {
    epoch: bad.epoch,
    acked: 0,
    mutations: [bad.mutation('ticket.create', newTicket())],
  });
  bad.socket.emit('sync:push');
  bad.socket.emit('nonsense', 1, 2, 3);
  await bad.ping({});
  await expectUnharmed(good);
});

test('28: ephemeral events are limited for each connection, pulls and pushes apart from them', async () => {
  const { good, bad } = await serverWithClients({ HOLDFAST_EVENTS_PER_MINUTE: '5' });
  for (let count = 0; count < 5; count += 1) expect(await bad.ping({})).toMatchObject({ ok: true });
  expect(await bad.ping({})).toMatchObject({ ok: false, error: { code: 'RATE_LIMIT_EXCEEDED' } });
  expect((await bad.change('ticket.create', newTicket())).result.ok).toBe(true);
  await bad.pull();
  expect(await good.ping({})).toMatchObject({ ok: true });
});

test('31: garbage below the protocol cuts its own line and nothing else', async () => {
  const { server, good, bad } = await serverWithClients();
  const engine = bad.socket.io.engine;
  const closed = new Promise<void>((resolve) => bad.socket.once('disconnect', () => resolve()));
  engine.write('4{"not":"a packet"');
  await closed;
  const polled = await new Promise<number | undefined>((resolve, reject) => {
    const post = request(
      `${server.url}/socket.io/?EIO=4&transport=polling&sid=forged`,
      { method: 'POST' },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    post.on('error', reject);
    post.end('\u0000garbage');
  });
  expect(polled).toBe(400);
  await expectUnharmed(good);
});

test('31: HTTP bodies of all kinds are answered in the contract’s words', async () => {
  const { server, good } = await serverWithClients();
  const bodies = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"email":{"$ne":""}}',
    '{"__proto__":{"x":1}}',
    '['.repeat(5_000) + ']'.repeat(5_000),
  ];
  for (const path of ['/auth/sign-in', '/auth/refresh', '/auth/sign-out']) {
    for (const body of bodies) {
      const answer = await post(`${server.url}${path}`, body);
      expect(answer, `${path} ${body.slice(0, 20)}`).toMatchObject({
        status: 400,
        body: { error: { code: 'INVALID_MESSAGE' } },
      });
    }
    const large = await post(`${server.url}${path}`, { email: 'x'.repeat(100_000) });
    expect(large).toMatchObject({ status: 413, body: { error: { code: 'PAYLOAD_TOO_LARGE' } } });
    const form = await post(`${server.url}${path}`, 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form).toMatchObject({ status: 400, body: { error: { code: 'INVALID_MESSAGE' } } });
  }
  const nowhere = await post(`${server.url}/auth/nowhere`, {});
  expect(nowhere).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
  await expectUnharmed(good);
});
