import type { Stats, StatsSample } from '@holdfast/shared/protocol/stats.ts';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import { exactTime } from '../../ui/times.ts';
import { Chart } from './chart.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { bytesWords, countWords, durationWords, msWords, percentWords } from './figures.ts';
import { RoomTable } from './room-table.tsx';
import styles from './server-section.module.css';
import { Suspicions } from './suspicions.tsx';

const EVERY_MS = 5_000;
const HOUR_MS = 3_600_000;
const SHORTEST_MS = 60_000;

/** How the server is doing right now. */
export function ServerSection() {
  const { t } = useTranslation('admin');
  const request = useRequest('server.stats', {}, EVERY_MS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className={styles.server} aria-label={t('server')} tabIndex={0}>
      <Answered request={request}>{(stats) => <Health stats={stats} />}</Answered>
    </section>
  );
}

function Health({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation('admin');
  return (
    <div className={styles.parts}>
      <Facts stats={stats} />
      <Charts stats={stats} />
      <section className={styles.part} aria-label={t('connections')}>
        <h2>{t('connections.title', { count: stats.connections, people: stats.users })}</h2>
        <ConnectionTable connections={stats.connectionList} />
      </section>
      <section className={styles.part} aria-label={t('rooms')}>
        <h2>{t('rooms.title', { count: stats.rooms })}</h2>
        <RoomTable rooms={stats.roomList} />
      </section>
      <Suspicions />
    </div>
  );
}

function Facts({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation('admin');
  const { totals } = stats;
  const facts = [
    [t('fact.version'), stats.version],
    [t('fact.running'), durationWords(stats.uptimeSeconds), exactTime(stats.startedAt)],
    [t('fact.data'), bytesWords(stats.dataBytes)],
    [t('fact.changes'), countWords(stats.dataVersion)],
    [t('fact.messages'), countWords(totals.messages)],
    [t('fact.refused'), countWords(totals.refused)],
    [t('fact.errors'), countWords(totals.errors)],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={more}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const figures = [
  ['connections', countWords],
  ['messagesPerSecond', countWords],
  ['mutationsPerSecond', countWords],
  ['meanLatencyMs', msWords],
  ['errorRate', percentWords],
  ['eventLoopLagMs', msWords],
  ['memoryBytes', bytesWords],
] as const satisfies readonly (readonly [keyof StatsSample, (value: number) => string])[];

function Charts({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation('admin');
  const to = Date.parse(stats.at);
  // A server that was just started has no hour to show yet.
  const from = Math.max(to - HOUR_MS, Math.min(Date.parse(stats.startedAt), to - SHORTEST_MS));
  const samples = [...stats.history, stats.now].map((sample) => ({ ...sample, time: Date.parse(sample.at) }));
  return (
    <div className={styles.charts}>
      {figures.map(([figure, words]) => (
        <Chart
          key={figure}
          title={t(`figure.${figure}`)}
          points={samples.map((sample) => ({ at: sample.time, value: sample[figure] }))}
          now={stats.now[figure]}
          words={words}
          from={from}
          to={to}
        />
      ))}
    </div>
  );
}
