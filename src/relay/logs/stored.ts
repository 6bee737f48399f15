// Entries between their parts in the database and their stored form. Relay only. PROTOCOL §8.
import type { Suite } from '../../shared/crypto/suite.ts'
import { encodeEntry, parseEntry, type Entry, type LogKind } from '../../shared/logs/entry.ts'
import type { StoredEntry } from '../database/interface.ts'

type Parts = Pick<Entry, 'headerBytes' | 'signatures' | 'body'>

/** The bytes that travel. */
export const storedForm = ({ headerBytes, signatures, body }: Parts): Uint8Array =>
  encodeEntry({ headerBytes, signatures, body } as Entry)

export const toStored = ({ seq, hash, headerBytes, signatures, body }: Entry): StoredEntry => ({
  seq,
  hash,
  headerBytes,
  signatures,
  body,
})

export const fromStored = (suite: Suite, kind: LogKind, row: StoredEntry): Entry =>
  parseEntry(suite, kind, storedForm(row))
