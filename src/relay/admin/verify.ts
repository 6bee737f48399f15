// `relay verify`: every entry judged again from genesis, every pack looked for. docs/OPERATIONS.md. Relay only.
import { Refused } from '../../shared/base/errors.ts'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Database, StoredLog } from '../database/interface.ts'
import { HeldIdentities } from '../identities/held.ts'
import { advance, headOf, type HeldLog } from '../logs/held-log.ts'
import { fromStored } from '../logs/stored.ts'
import type { PackStore } from '../pack-store/interface.ts'

export type Findings = {
  readonly logs: number
  readonly entries: number
  readonly packs: number
  /** Logs that no client would accept to their end. */
  readonly brokenLogs: readonly { readonly id: LogId; readonly seq: number; readonly code: string }[]
  /** Named by entries, and not here, or of another length. */
  readonly missingPacks: number
  /** Here, and not named by any entry (yet). */
  readonly unnamedPacks: number
}

const page = { count: 200, bytes: 16 * 1024 * 1024, bodies: true }

/** Notes missing packs in the database, so that whoever has them is asked for them. Changes nothing else. */
export async function verify(suite: Suite, database: Database, packStore: PackStore): Promise<Findings> {
  const identities = new HeldIdentities(suite, database)
  const logs = await database.logs.all()
  const brokenLogs: Findings['brokenLogs'][number][] = []
  let [entries, packs, missingPacks, unnamedPacks] = [0, 0, 0, 0]
  for (const log of logs) {
    const outcome = await replay(suite, { database, identities }, log)
    entries += outcome.entries
    if (outcome.broken !== null) brokenLogs.push(outcome.broken)
    if (log.kind !== 'space') continue
    for (const pack of await database.packs.all(log.id as SpaceId)) {
      const isHere = (await packStore.length({ space: log.id as SpaceId, pack: pack.id })) === pack.length
      if (isHere === pack.isMissing) await database.packs.setMissing(log.id as SpaceId, pack.id, !isHere)
      packs++
      if (!isHere) missingPacks++
      else if (!pack.isNamed) unnamedPacks++
    }
  }
  return { logs: logs.length, entries, packs, brokenLogs, missingPacks, unnamedPacks }
}

async function replay(
  suite: Suite,
  { database, identities }: { readonly database: Database; readonly identities: HeldIdentities },
  { id, kind, head }: StoredLog,
): Promise<{ readonly entries: number; readonly broken: Findings['brokenLogs'][number] | null }> {
  let held: HeldLog | null = null
  let seq = 0
  try {
    if (kind === 'organisation') throw new Refused('E_UNKNOWN_VERSION', 'kind of log')
    for (;;) {
      const rows = await database.logs.read(id, seq, page)
      if (rows.length === 0) break
      for (const row of rows) {
        const before: HeldLog | null = held
        const entry = fromStored(suite, kind, row)
        held = await identities.judge((known) => advance(suite, before, { id, kind, entry }, known))
        seq++
      }
    }
    if (held === null || headOf(held).hash !== head.hash) throw new Refused('E_ROLLBACK', 'log shorter than its head')
    return { entries: seq, broken: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { entries: seq, broken: { id, seq, code: error.code } }
  }
}
