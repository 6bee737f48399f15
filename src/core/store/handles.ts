// Readable and writable handles of the local database as different types: only inside `write` can anything be changed,
// and everything one `write` changes is durable together or not at all. Runs in core.
import type { Connection, Statement } from '../../node/sqlite/index.ts'

export type SqlValue = string | number | bigint | Uint8Array | null
type Row = Record<string, SqlValue>

/** better-sqlite3 answers blobs as Buffers; the rest of the program knows plain byte arrays only. Copies nothing. */
export const plainBytes = (blob: Uint8Array): Uint8Array =>
  new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength)
export const plainBytesOrNull = (blob: Uint8Array | null): Uint8Array | null =>
  blob === null ? null : plainBytes(blob)

export class ReadableStore {
  protected readonly connection: Connection

  constructor(connection: Connection) {
    this.connection = connection
  }

  /** Every row of a bound query; the caller states the columns it selected. */
  all<T extends Row>(sql: string, ...values: readonly SqlValue[]): T[] {
    return this.#statement(sql).all(...values) as T[]
  }

  /** better-sqlite3 keeps no cache of statements: compiling one costs about as much as a look-up. */
  #statement(sql: string): Statement<SqlValue[]> {
    const cache = statements.get(this.connection) ?? new Map<string, Statement<SqlValue[]>>()
    statements.set(this.connection, cache)
    const known = cache.get(sql) ?? this.connection.prepare<SqlValue[]>(sql)
    cache.set(sql, known)
    return known
  }

  protected execute(sql: string, values: readonly SqlValue[]): number {
    return this.#statement(sql).run(...values).changes
  }
}

const statements = new WeakMap<Connection, Map<string, Statement<SqlValue[]>>>()

export class WritableStore extends ReadableStore {
  /** Runs a bound statement; answers how many rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.execute(sql, values)
  }
}

export class Store extends ReadableStore {
  /** Runs `work` in one transaction; an exception rolls everything back. */
  write<T>(work: (store: WritableStore) => T): T {
    return this.connection.transaction(() => work(new WritableStore(this.connection))).immediate()
  }

  close(): void {
    this.connection.close()
  }
}
