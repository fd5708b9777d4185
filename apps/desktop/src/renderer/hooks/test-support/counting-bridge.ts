import type { CallName, CallParams, CallResults, Outcome } from '../../../engine/api/calls.ts';
import { type QueryPatch, rowQuerySchema } from '../../../engine/api/query.ts';
import type { TopicName, TopicParams, TopicStates } from '../../../engine/api/topics.ts';
import type { HoldfastBridge } from '../../../preload/bridge.ts';
import type { ShellCallName, ShellCallResults } from '../../../preload/shell-calls.ts';

interface Watch {
  readonly topic: TopicName;
  readonly params: unknown;
  readonly tell: (state: unknown) => void;
}

/** The page's way out in the hands of a test: it counts what is asked and followed, and tells what the test says. */
export class CountingBridge implements HoldfastBridge {
  readonly calls: { readonly name: CallName; readonly params: unknown }[] = [];
  readonly watches = new Set<Watch>();
  /** What the next calls are answered with. */
  outcome: Outcome<never> | undefined;

  async call<Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
  ): Promise<Outcome<CallResults[Name]>> {
    this.calls.push({ name, params });
    // Nobody here looks at what a call gives.
    return this.outcome ?? { ok: true, value: {} as CallResults[Name] };
  }

  watch<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    listener: (state: TopicStates[Name]) => void,
  ): () => void {
    // Only `tell` below calls it, with a state of this topic.
    const watch: Watch = { topic, params, tell: (state) => listener(state as TopicStates[Name]) };
    this.watches.add(watch);
    return () => this.watches.delete(watch);
  }

  tell<Name extends TopicName>(topic: Name, state: TopicStates[Name]): void {
    for (const watch of this.watches) if (watch.topic === topic) watch.tell(state);
  }

  /** Rows of a table, to whoever follows any of it. */
  tellRows(table: string, rows: readonly { readonly id: string }[]): void {
    const patch: QueryPatch = {
      total: rows.length,
      ids: rows.map(({ id }) => id),
      changed: rows.map((row) => ({ row: { ...row }, waiting: false })),
    };
    for (const { topic, params, tell } of this.watches) {
      if (topic === 'rows' && rowQuerySchema.parse(params).table === table) tell(patch);
    }
  }

  /** What is followed of a topic, by its parameters. */
  followed(topic: TopicName): unknown[] {
    return [...this.watches].filter((watch) => watch.topic === topic).map(({ params }) => params);
  }

  namesOfCalls(): CallName[] {
    return this.calls.map(({ name }) => name);
  }

  onOpen = () => () => {};
  onHistory = () => () => {};
  shell: HoldfastBridge['shell'] = {
    platform: 'linux',
    version: '0',
    language: 'en',
    systemLanguages: ['en'],
    own: null,
    // Nobody here looks at what a call gives.
    call: async <Name extends ShellCallName>() => ({}) as ShellCallResults[Name],
    watch: () => () => {},
  };
}

/** The bridge of this test file. Must be imported before anything that uses `state/bridge.ts`. */
export const countingBridge = new CountingBridge();
Object.assign(window, { holdfast: countingBridge });
