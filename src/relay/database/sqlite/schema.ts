// The tables as kysely sees them, one type a table; migrations/ creates them. Ids are lower-case hex. Relay only.
import type { Generated } from 'kysely'

type EntryRow = {
  log_id: string
  seq: number
  hash: string
  header: Uint8Array
  signatures: Uint8Array
  body: Uint8Array | null
}

export type Tables = {
  account: {
    identity_id: string
    quota_bytes: number | null
    used_bytes: Generated<number>
    blocked: Generated<number>
  }
  log: { id: string; kind: string; seq: number; hash: string; home_id: string | null }
  entry: EntryRow
  proof: EntryRow
  reader: { log_id: string; identity_id: string }
  pack: { space_id: string; id: string; length: number; named: number; missing: number }
  token: {
    hash: string
    identity_id: string | null
    label: string
    uses_left: number | null
    expires_at: number | null
    admits_registration: number
  }
  message: { identity_id: string; id: string; received_at: number; bytes: Uint8Array }
  self: { identity_id: string; counter: number; bytes: Uint8Array }
  statement: { kind: string; subject_id: string; device_id: string; counter: number; bytes: Uint8Array }
  usage: { subject: string; kind: string; day: number; amount: number }
  setting: { key: string; value: string }
}
