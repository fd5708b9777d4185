// Loaded into the server's process by tests: at SIGUSR2 it collects garbage and writes what is left, in bytes.
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  // As when memory runs short: pages that hold nothing are given back too.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { heapUsed, rss, external } = process.memoryUsage();
  writeFileSync(process.env.HOLDFAST_MEMORY_REPORT, JSON.stringify({ heapUsed, rss, external }));
});
