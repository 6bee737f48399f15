// The pins once more, sealed beside the vault: whoever deletes the cache does not make the profile forget what it has seen.
// PROTOCOL §8, §19.19. Runs in core.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeFileAtomic } from '../../node/files/index.ts'
import { utf8 } from '../../shared/base/encoding.ts'
import { hexBytes, record, uint } from '../../shared/base/record.ts'
import { openEnvelope, sealEnvelope } from '../../shared/crypto/envelope.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { EntryHash, LogId } from '../../shared/domain/ids.ts'
import type { Pin } from './pins.ts'

const pinsRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('pins'),
    z
      .array(z.tuple([hexBytes<LogId>(32), z.enum(['identity', 'space']), uint(), hexBytes<EntryHash>(32)]))
      .max(100_000),
  ]),
)
const maxLength = 16 * 1024 * 1024
const place = (key: Uint8Array) => ({ key, label: 'pins' as const, context: utf8('pins.cbor') })

/** Durable when it fulfils. `key` is the vault's pins key, 32 bytes. */
export async function writePinsFile(suite: Suite, file: string, key: Uint8Array, pins: readonly Pin[]): Promise<void> {
  const list = pins.map(
    ({ logId, kind, seq, hash }) => [logId, kind, seq, hash] as [LogId, Pin['kind'], number, EntryHash],
  )
  await writeFileAtomic(file, sealEnvelope(suite, place(key), pinsRecord.encode([1, 'pins', list])))
}

/** The pins of the file; none where there is no file. Throws E_OPEN for an altered file: it must not pass for an empty one. */
export async function readPinsFile(suite: Suite, file: string, key: Uint8Array): Promise<readonly Pin[]> {
  const sealed = await readIfPresent(file)
  if (sealed === null) return []
  const [, , list] = pinsRecord.decode(openEnvelope(suite, place(key), sealed), maxLength)
  return list.map(([logId, kind, seq, hash]) => ({ logId, kind, seq, hash }))
}

async function readIfPresent(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
