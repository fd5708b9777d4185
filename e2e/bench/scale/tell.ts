import type { Figure, Report } from '../sync/report.ts';
import type { CameBack } from './come-back.ts';
import type { ConnectionCosts } from './connections.ts';
import type { Durable } from './durable.ts';
import type { FanOut } from './fan-out.ts';
import type { FanOuts, Size, Sized } from './measure-size.ts';

const MOST_MEMORY_OF_BARE = 1.3;
const LEAST_THROUGHPUT_OF_BARE = 0.8;

/** Says what one size found. With few of everything what is always there weighs too much to be judged. */
export function tellSize(report: Report, size: Size, found: Sized, isJudged: boolean): void {
  const many = size.connections.toLocaleString('en');
  report.heading(`${many} connected, signed-in clients on one process`);
  tellConnections(report, found, isJudged);
  report.heading('Their server ends and starts again');
  tellCameBack(report, size, found.stopped, 'stopped', 'told to stop');
  tellCameBack(report, size, found.killed, 'killed', 'killed');
  for (const fanOut of found.fanOuts) tellFanOut(report, fanOut, isJudged);
  report.heading(`${size.writers} clients write, each waiting for each answer`);
  tellDurable(report, found.sqlite, 'sqlite', 'SQLite');
  tellDurable(report, found.postgres, 'postgres', 'PostgreSQL');
  tellDurable(report, found.twoOnPostgres, 'twoOnPostgres', 'PostgreSQL, two processes');
}

function tellConnections(report: Report, { real, bare }: Sized, isJudged: boolean): void {
  report.add({ key: 'memoryKib', label: 'resident memory for each', value: real.kib, unit: 'KiB' });
  report.addLimit({ key: 'bareMemoryKib', label: 'of bare Socket.IO', value: bare.kib, unit: 'KiB' });
  report.add({
    ...{ key: 'memoryOfBare', label: 'beside bare Socket.IO', value: real.kib / bare.kib, unit: 'times' },
    ...(isJudged && { atMost: MOST_MEMORY_OF_BARE }),
  });
  for (const figure of handshakeFigures(real, '', 'signed in and live')) report.add(figure);
  for (const figure of handshakeFigures(bare, 'bare', 'connected to bare Socket.IO')) report.addLimit(figure);
}

function handshakeFigures(costs: ConnectionCosts, prefix: string, name: string): Figure[] {
  const key = (text: string) => (prefix === '' ? text : prefix + text[0]?.toUpperCase() + text.slice(1));
  return [
    { key: key('handshakesPerSecond'), label: name, value: costs.handshakesPerSecond, unit: 'a second' },
    {
      key: key('handshakeCpuMs'),
      label: "of the server's processor for each",
      value: costs.handshakeCpuMs,
      unit: 'ms',
    },
    {
      key: key('idlePercent'),
      label: 'of one processor while all are idle',
      value: costs.idlePercent,
      unit: '%',
    },
  ];
}

function tellCameBack(
  report: Report,
  { connections }: Size,
  found: CameBack,
  key: string,
  what: string,
): void {
  const figures: Figure[] = [
    { key: `${key}ServesMs`, label: `${what}: until it serves again`, value: found.servesMs, unit: 'ms' },
    {
      key: `${key}HalfMs`,
      label: `${what}: until half of them are live again`,
      value: found.halfMs,
      unit: 'ms',
    },
    { key: `${key}LastMs`, label: `${what}: until all are`, value: found.lastMs, unit: 'ms' },
    {
      ...{ key: `${key}BackPercent`, label: `${what}: came back`, value: (100 * found.back) / connections },
      ...{ unit: '%', atLeast: 100 },
    },
    { key: `${key}TriesEach`, label: `${what}: tries to connect, of each`, value: found.triesEach, unit: '' },
    {
      key: `${key}TriesPerSecond`,
      label: `${what}: tries, in the busiest second`,
      value: found.triesPerSecond,
      unit: 'a second',
    },
  ];
  for (const figure of figures) report.add(figure);
}

function tellFanOut(report: Report, { subscribers, real, bare }: FanOuts, isJudged: boolean): void {
  report.heading(`Changes to ${subscribers.toLocaleString('en')} subscribers`);
  const key = `fanOut${subscribers}`;
  report.add({ key: `${key}Share`, label: 'share delivered', value: real.share, unit: '', atLeast: 1 });
  for (const figure of fanOutFigures(real, key, 'Holdfast')) report.add(figure);
  report.addLimit({
    key: `bareFanOut${subscribers}Share`,
    label: 'bare Socket.IO: share delivered',
    value: bare.share,
    unit: '',
  });
  for (const figure of fanOutFigures(bare, `bareFanOut${subscribers}`, 'bare Socket.IO'))
    report.addLimit(figure);
  report.add({
    ...{ key: `${key}OfBare`, label: 'changes delivered a second beside bare Socket.IO', unit: 'times' },
    value: real.perSecond / bare.perSecond,
    ...(isJudged && { atLeast: LEAST_THROUGHPUT_OF_BARE }),
  });
}

function fanOutFigures(found: FanOut, key: string, name: string): Figure[] {
  return [
    { key: `${key}PerSecond`, label: `${name}: changes delivered`, value: found.perSecond, unit: 'a second' },
    {
      key: `${key}MessagesPerSecond`,
      label: `${name}: in messages`,
      value: found.messagesPerSecond,
      unit: 'a second',
    },
    {
      key: `${key}P50Ms`,
      label: `${name}: at a steady rate, until a client has it, p50`,
      value: found.p50,
      unit: 'ms',
    },
    { key: `${key}P99Ms`, label: `${name}: p99`, value: found.p99, unit: 'ms' },
    {
      key: `${key}CpuUs`,
      label: `${name}: of the server's processor for each message`,
      value: found.cpuMicroseconds,
      unit: 'µs',
    },
  ];
}

function tellDurable(report: Report, found: Durable, key: string, name: string): void {
  report.add({
    key: `${key}PerSecond`,
    label: `${name}: durable changes`,
    value: found.perSecond,
    unit: 'a second',
  });
  report.add({
    key: `${key}Together`,
    label: `${name}: in one transaction`,
    value: found.together,
    unit: '',
  });
  report.add({
    key: `${key}RowsEach`,
    label: `${name}: rows of each change`,
    value: found.rowsEach,
    unit: '',
  });
  report.add({
    key: `${key}CpuMs`,
    label: `${name}: of the server's processor for each`,
    value: found.cpuMs,
    unit: 'ms',
  });
  report.addLimit({
    key: `${key}BarePerSecond`,
    label: `${name}: bare, the same rows in as many transactions`,
    value: found.barePerSecond,
    unit: 'a second',
  });
}

/** Says how much more each thing costs at full size than at a tenth of it: 1 where it costs the same. */
export function tellGrowth(report: Report, large: Sized, small: Sized): void {
  report.heading('Cost of each at full size beside a tenth of it');
  const add = (key: string, label: string, value: (found: Sized) => number) =>
    report.add({ key: `${key}Growth`, label, value: value(large) / value(small), unit: 'times' });
  add('memory', 'memory of a connection', ({ real }) => real.kib);
  add('handshakeCpu', 'processor time of a handshake', ({ real }) => real.handshakeCpuMs);
  add('sqliteCpu', 'processor time of a durable change on SQLite', ({ sqlite }) => sqlite.cpuMs);
  add('postgresCpu', 'on PostgreSQL', ({ postgres }) => postgres.cpuMs);
  for (const [place, { subscribers }] of large.fanOuts.entries()) {
    const label = `processor time of a message to one of ${subscribers.toLocaleString('en')}`;
    add(
      `fanOut${subscribers}Cpu`,
      label,
      ({ fanOuts }) => fanOuts[place]?.real.cpuMicroseconds ?? Number.NaN,
    );
  }
}
