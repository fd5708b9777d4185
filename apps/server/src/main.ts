import type { Logger } from 'pino';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { createLogger } from './ops/logger.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** The server as a process: reads the environment, serves, and stops when it is told to. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.logLevel);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'unexpected error');
    process.exit(1);
  });
  const server = await startServer(config, { log });
  log.info({ url: server.url }, 'listening');
  stopOnSignals(server, config, log);
}

/** The first signal stops it gracefully, a second one at once. */
function stopOnSignals(server: RunningServer, { stopTimeoutMs }: Config, log: Logger): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    log.info({ signal }, isStopping ? 'stopping at once' : 'stopping');
    if (isStopping) process.exit(1);
    isStopping = true;
    void stopWithin(server, stopTimeoutMs, log);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal);
}

function readConfig(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** A stop that takes too long is cut: whatever was acknowledged is on disk. */
async function stopWithin(server: RunningServer, timeoutMs: number, log: Logger): Promise<void> {
  setTimeout(() => {
    log.error({ timeoutMs }, 'the stop took too long and is cut');
    process.exit(1);
  }, timeoutMs).unref();
  await server.stop();
  log.info('stopped');
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The server cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
