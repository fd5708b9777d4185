/** What a worker process can be asked: functions that take and give what survives as JSON. */
export type Calls<Names extends string> = Readonly<Record<Names, (...args: never[]) => unknown>>;

/** A question to a worker process. */
export interface Question {
  readonly number: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** The answer to one: a value, or the text of what went wrong. */
export interface Answer {
  readonly number: number;
  readonly value?: unknown;
  readonly problem?: string;
}

/** Answers the questions of the process that started this one, until that one goes. */
export function serveCalls<C extends Calls<keyof C & string>>(calls: C): void {
  const byName = new Map<string, (...args: never[]) => unknown>(Object.entries(calls));
  process.on('message', (question: Question) => {
    void answer(byName.get(question.name), question).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
}

async function answer(
  call: ((...args: never[]) => unknown) | undefined,
  { number, name, args }: Question,
): Promise<Answer> {
  if (call === undefined) return { number, problem: `There is no call named ${name}.` };
  try {
    return { number, value: await call(...(args as never[])) };
  } catch (error) {
    return { number, problem: error instanceof Error ? String(error.stack) : String(error) };
  }
}
