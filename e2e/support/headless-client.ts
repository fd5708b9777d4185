import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { RequestName, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import type { KeptSession } from '../../apps/desktop/src/engine/api/host-messages.ts';
import type { Notice, NoticeAct } from '../../apps/desktop/src/engine/api/notices.ts';
import { applyPatch, type QueryResult, type RowQuery } from '../../apps/desktop/src/engine/api/query.ts';
import type { SessionState } from '../../apps/desktop/src/engine/api/state.ts';
import { Engine } from '../../apps/desktop/src/engine/engine.ts';
import type { Environment } from '../../apps/desktop/src/engine/environment.ts';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import type { LiveSession } from '../../apps/desktop/src/engine/live-session.ts';
import type { NoticeDevice } from '../../apps/desktop/src/engine/notices/notice-device.ts';
import { EngineWindow } from './engine-window.ts';
import type { Person } from './server-process.ts';
import { waitFor } from './wait-for.ts';

export interface Announced {
  readonly title: string;
  readonly body: string;
}

/** The real engine under Node, as one person's app: its own folder, real SQLite, real Socket.IO. */
export class HeadlessClient {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-client-'));
  readonly announced: Announced[] = [];
  /** Everything that the system was asked to show, and the keys of what it was asked to take away. */
  readonly notices: Notice[] = [];
  readonly gone: string[] = [];
  readonly newId: () => string;
  private readonly environment: Environment;
  private engine: Engine;
  private kept: KeptSession | undefined;

  constructor(change: (environment: Environment) => Environment = (environment) => environment) {
    this.environment = change(createNodeEnvironment(() => {}));
    this.newId = createIdSource(() => this.environment.clock.now(), this.environment.randomBytes);
    this.engine = this.createEngine();
  }

  /** What the windows were told of the session, in order. */
  readonly sessionStates: SessionState[] = [];

  get session(): LiveSession {
    return this.engine.requireSession();
  }

  /** Signs in and waits for the first sync. */
  async signIn(server: string, person: Person, withinMs?: number): Promise<void> {
    await this.engine.signIn({
      server,
      email: person.email,
      password: person.password,
      keepUnprotected: false,
    });
    await waitFor('the first sync', () => this.session.isSynced(), withinMs);
  }

  async waitUntilLive(): Promise<void> {
    await waitFor('the connection', () => this.session.connection().state === 'live');
  }

  /** Waits until every change was settled. */
  async waitUntilSent(): Promise<void> {
    await waitFor('an empty outbox', () => this.session.connection().waiting === 0);
  }

  /** Takes the account off this device, whatever waits. */
  signOut(): Promise<void> {
    return this.engine.signOut(true);
  }

  /** Stops and starts again on the same folder, as after a restart of the app. */
  async restart(): Promise<void> {
    this.engine.stop();
    this.engine = this.createEngine();
    await this.engine.begin(this.kept, undefined);
  }

  /** Asks the server something that is not kept on the device. */
  async ask<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>> {
    // The engine has checked the answer by this request's own schema.
    return (await this.engine.ask({
      name,
      params: JSON.parse(JSON.stringify(params)),
    })) as RequestResult<Name>;
  }

  mutate(name: string, args: Json): string {
    return this.session.mutate(name, args).id;
  }

  /** What a window of this app would have; it ends with a restart. */
  openWindow(): EngineWindow {
    return new EngineWindow(this.engine);
  }

  /** Makes a ticket and gives its id. */
  createTicket(title: string, fields: Readonly<Record<string, Json>> = {}): string {
    const id = this.newId();
    const nothing = {
      description: '',
      priority: 'normal',
      assigneeId: null,
      projectId: null,
      divisionId: null,
      due: null,
    };
    this.mutate('ticket.create', { ...nothing, ...fields, id, title });
    return id;
  }

  /** The rows that a screen would show. */
  rows(table: string, query: Partial<RowQuery> = {}): QueryResult['rows'] {
    let result: QueryResult = { total: 0, rows: [] };
    const stop = this.session.watchRows({ table, offset: 0, limit: 2_000, ...query }, (patch) => {
      result = applyPatch(result, patch);
    });
    stop();
    return result.rows;
  }

  /** One row as a screen would show it. */
  row(table: string, id: string): QueryResult['rows'][number]['row'] | undefined {
    return this.rows(table, { where: { id } })[0]?.row;
  }

  stop(): void {
    this.engine.stop();
  }

  remove(): void {
    this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where notices show, and whether somebody is at it. */
  get device(): NoticeDevice {
    return this.engine.device;
  }

  /** Does something about a notice, as the system tells it. */
  act(act: NoticeAct): void {
    this.engine.actOnNotice(act);
  }

  private note(notice: Notice): void {
    this.notices.push(notice);
    this.announced.push({ title: notice.title, body: notice.body });
  }

  private createEngine(): Engine {
    const engine = new Engine(this.environment, { folder: this.folder, device: 'test' }, (message) => {
      if (message.kind === 'keep') this.kept = message.session ?? undefined;
      if (message.kind === 'notice') this.note(message.notice);
      if (message.kind === 'notice-gone') this.gone.push(...message.keys);
    });
    engine.states.watch('session', (state) => this.sessionStates.push(state));
    return engine;
  }
}
