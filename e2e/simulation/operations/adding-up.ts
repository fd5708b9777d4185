import { applyTotals, type Totals, type TotalsQuery } from '../../../apps/desktop/src/engine/api/totals.ts';
import type { LiveSession } from '../../../apps/desktop/src/engine/live-session.ts';
import type { ClientNode } from '../world/client-node.ts';

/** Figures that a screen watches: hours by person and week, and of projects from a week on; tickets by status and by day. */
export const watchedTotals: readonly TotalsQuery[] = [
  { table: 'assignment', by: [{ column: 'userId' }, { column: 'week' }], sum: 'hours' },
  {
    table: 'assignment',
    by: [{ column: 'projectId' }],
    sum: 'hours',
    range: { column: 'week', from: '2026-01-12' },
  },
  { table: 'ticket', by: [{ column: 'status' }, { column: 'projectId' }] },
  { table: 'ticket', by: [{ column: 'createdAt', as: 'day' }], where: { priority: ['normal', 'high'] } },
];

/** The figures that devices show, as they were told of them. A life that ended shows nothing any more. */
export class AddingUp {
  readonly #shown = new Map<ClientNode, { session: LiveSession; totals: (Totals | undefined)[] }>();

  /** Opens the screens of a device, if they are not open. */
  watch(client: ClientNode): void {
    const session = client.engine?.present;
    if (session === undefined || this.#shown.get(client)?.session === session) return;
    const totals: (Totals | undefined)[] = watchedTotals.map(() => undefined);
    this.#shown.set(client, { session, totals });
    for (const [place, query] of watchedTotals.entries()) {
      session.watchTotals(query, (patch) => {
        totals[place] = applyTotals(totals[place], patch);
      });
    }
  }

  /** What a device shows of each of the figures; nothing where its screens were not opened. */
  of(client: ClientNode): readonly (Totals | undefined)[] {
    const shown = this.#shown.get(client);
    return shown !== undefined && shown.session === client.engine?.present ? shown.totals : [];
  }
}
