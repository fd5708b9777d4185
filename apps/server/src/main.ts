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
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      void stopWithin(server, config.stopTimeoutMs);
    });
  }
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
async function stopWithin(server: RunningServer, timeoutMs: number): Promise<void> {
  setTimeout(() => process.exit(1), timeoutMs + 1_000).unref();
  await server.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The server cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
