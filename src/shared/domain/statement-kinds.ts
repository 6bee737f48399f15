// What devices and relays sign apart from any log, and leave at a relay for others. PROTOCOL §12, §15. Runs everywhere.

/** A device's sign of life with its own log's head; how far it has verified a space; a relay's newer address. */
export const statementKinds = ['heartbeat', 'seen', 'relay'] as const
export type StatementKind = (typeof statementKinds)[number]

/** Bytes of a statement without its signature. */
export const maxStatementLength = 4 * 1024
