const REMIND_AFTER_MS = 15_000;
const CLEAR_LINE = '\r\x1b[2K';

/** Prints one line for the person at the terminal. */
export function say(text = '') {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs `work` under a title and prints how long it took. While it runs, a terminal shows the seconds and the
 * last text that `work` gave to its argument; elsewhere (a log) a line appears every 15 s.
 * Resolves to what `work` resolves to, and lets its error through after marking the step as failed.
 */
export async function step(title, work) {
  const progress = startProgress(title);
  try {
    const result = await work(progress.note);
    progress.finish('✓');
    return result;
  } catch (error) {
    progress.finish('✗');
    throw error;
  }
}

function startProgress(title) {
  const started = Date.now();
  let last = '';
  const line = () => `${title}${last && `: ${last}`}  ${seconds(Date.now() - started)}`;
  const timer = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`${CLEAR_LINE}… ${line()}`), 200)
    : setInterval(() => say(`… ${line()}`), REMIND_AFTER_MS);
  return {
    note: (text) => {
      last = text;
    },
    finish: (mark) => {
      clearInterval(timer);
      say(`${process.stdout.isTTY ? CLEAR_LINE : ''}${mark} ${line()}`);
    },
  };
}

/** 1234 (ms) gives "1.2 s". */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
