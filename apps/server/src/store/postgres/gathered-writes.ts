import { addHash, HASH_LIMIT } from '@holdfast/shared/hash.ts';
import { resultColumns } from '../lines/result-line.ts';
import type { ClientRecord, ResultRecord, ScopeMove } from '../records.ts';
import type { Statements } from './statements.ts';

interface DroppedBodies {
  readonly clientId: string;
  readonly aboveSeq: number;
  readonly upToSeq: number;
}

interface Kept {
  readonly results: Map<string, ResultRecord>;
  readonly clients: Map<string, ClientRecord>;
  readonly bodies: DroppedBodies[];
  readonly scopes: Map<string, ScopeMove>;
}

/**
 * What each push of a group writes of its own outside its mutations: kept until somebody reads such lines, or the
 * transaction ends, and then sent as one statement for each table. In a part it is not kept: it may be undone.
 */
export class GatheredWrites {
  readonly #statements: Statements;
  readonly #isCareful: boolean;
  #kept = nothing();
  #isInPart = false;
  /** What was sent in the part that runs, and has to be sent anew if the part is undone. */
  #sentInPart: Kept | undefined;

  /** @param isCareful whether nothing is kept at all */
  constructor(statements: Statements, isCareful: boolean) {
    this.#statements = statements;
    this.#isCareful = isCareful;
  }

  /** Whether writes may be kept now; if not, what is kept goes before them. */
  mayKeep(): boolean {
    if (!this.#isCareful && !this.#isInPart) return true;
    this.flush();
    return false;
  }

  beginPart(): void {
    this.#isInPart = true;
    this.#sentInPart = undefined;
  }

  endPart(): void {
    this.#isInPart = false;
  }

  undoPart(): void {
    this.#isInPart = false;
    if (this.#sentInPart !== undefined) this.#kept = this.#sentInPart;
    this.#sentInPart = undefined;
  }

  /** False where the same answer is kept already: a second one is an error for the database to tell. */
  keepResult(result: ResultRecord): boolean {
    const key = `${result.clientId}/${result.seq}`;
    if (this.#kept.results.has(key)) return false;
    this.#kept.results.set(key, result);
    return true;
  }

  /** A client stays bound to its first person (S7). */
  keepClient(client: ClientRecord): void {
    const { clients } = this.#kept;
    const userId = clients.get(client.clientId)?.userId ?? client.userId;
    clients.set(client.clientId, { ...client, userId });
  }

  keepDroppedBodies(dropped: DroppedBodies): void {
    this.#kept.bodies.push(dropped);
  }

  keepMove(move: ScopeMove): void {
    const { scopes } = this.#kept;
    const { digest = 0, live = 0 } = scopes.get(move.scope) ?? {};
    scopes.set(move.scope, { ...move, digest: addHash(digest, move.digest), live: live + move.live });
  }

  flush(): void {
    const kept = this.#kept;
    const { results, clients, bodies, scopes } = kept;
    if (results.size + clients.size + bodies.length + scopes.size === 0) return;
    this.#kept = nothing();
    if (this.#isInPart) this.#sentInPart = kept;
    // Bodies are only dropped of results below all that come after them.
    if (results.size > 0) this.#putResults([...results.values()]);
    if (bodies.length > 0) this.#dropBodies(bodies);
    if (clients.size > 0) this.#putClients([...clients.values()]);
    if (scopes.size > 0) this.#moveScopes([...scopes.values()]);
  }

  #putResults(results: readonly ResultRecord[]): void {
    void this.#statements.run(
      `INSERT INTO sync_result (${resultColumns}) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[],
        $4::text[], $5::integer[], $6::bigint[], $7::text[], $8::text[], $9::text[])`,
      results.map(({ clientId }) => clientId),
      results.map(({ seq }) => seq),
      results.map(({ id }) => id),
      results.map(({ userId }) => userId),
      results.map(({ ok }) => Number(ok)),
      results.map(({ version }) => version ?? null),
      results.map(({ error }) => (error === undefined ? null : JSON.stringify(error))),
      results.map(({ refused }) => (refused === undefined ? null : JSON.stringify(refused))),
      results.map(({ at }) => at),
    );
  }

  #dropBodies(bodies: readonly DroppedBodies[]): void {
    void this.#statements.run(
      `UPDATE sync_result AS r SET error = NULL
        FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS dropped (client_id, above, up_to)
        WHERE r.client_id = dropped.client_id AND r.seq > dropped.above AND r.seq <= dropped.up_to
          AND r.error IS NOT NULL`,
      bodies.map(({ clientId }) => clientId),
      bodies.map(({ aboveSeq }) => aboveSeq),
      bodies.map(({ upToSeq }) => upToSeq),
    );
  }

  #putClients(clients: readonly ClientRecord[]): void {
    void this.#statements.run(
      `INSERT INTO sync_client (client_id, user_id, last_seq, acked)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
        ON CONFLICT (client_id) DO UPDATE SET last_seq = excluded.last_seq, acked = excluded.acked`,
      clients.map(({ clientId }) => clientId),
      clients.map(({ userId }) => userId),
      clients.map(({ lastSeq }) => lastSeq),
      clients.map(({ acked }) => acked),
    );
  }

  #moveScopes(moves: readonly ScopeMove[]): void {
    void this.#statements.run(
      `INSERT INTO sync_scope AS known (scope, head, digest, live)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
        ON CONFLICT (scope) DO UPDATE SET head = excluded.head, live = known.live + excluded.live,
          digest = (known.digest + excluded.digest) % ${HASH_LIMIT}`,
      moves.map(({ scope }) => scope),
      moves.map(({ head }) => head),
      moves.map(({ digest }) => digest),
      moves.map(({ live }) => live),
    );
  }
}

function nothing(): Kept {
  return { results: new Map(), clients: new Map(), bodies: [], scopes: new Map() };
}
