// Fills a pack, sends it, and notes in the journal what of which file lies in it. Runs in core.
import { concat } from '../../../shared/base/bytes.ts'
import { toHex } from '../../../shared/base/encoding.ts'
import { unwrap } from '../../../shared/base/result.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { AddedPack } from '../interface.ts'
import { noteFinished, type FinishedPack } from './journal.ts'
import { PackFill } from './pack-fill.ts'
import type { FileUpload, SealedChunkAt, UploadContext } from './upload-file.ts'

const maxAttempts = 3

/** The chunks of one file that lie in one pack. */
export type PackShare = { readonly file: FileUpload; readonly chunks: FinishedPack['chunks'] }

/** A pack with room for sealed pieces of `contentLength` bytes together. */
export const newPack = ({ buffers }: UploadContext, contentLength: number): PackFill =>
  new PackFill(buffers, contentLength)

/** Puts a sealed chunk into the pack. */
export const addToPack = (pack: PackFill, { index, sealed, hash }: SealedChunkAt): FinishedPack['chunks'][number] => {
  const { length } = sealed
  return { index, length, hash, offset: pack.add(sealed) }
}

/** Answers the pack once it is at the relay and the journal knows it; then the chunks have their places. Throws `Refused`. */
export async function putPack(
  context: UploadContext,
  pack: PackFill,
  shares: readonly PackShare[],
): Promise<AddedPack> {
  const added = await send(context, pack).finally(() => pack.release())
  const finished = shares.map(({ file: { job, key, shape }, chunks }) => ({
    ...{ nodeId: job.nodeId, pack: added.id, packLength: added.length, key, chunkSize: shape.chunkSize, chunks },
  }))
  if (finished.length > 0) context.store.apply(noteFinished(finished, context.clock.now()))
  for (const { file, chunks } of shares) {
    for (const { index, ...chunk } of chunks) file.place(index, { ...chunk, pack: added.id, key: file.key, added })
  }
  return added
}

/** Where something else lies under the id, the pack gets another one: no chunk is bound to its pack. */
async function send(context: UploadContext, pack: PackFill): Promise<AddedPack> {
  for (let attempt = 1; ; attempt++) {
    const added = { id: await newPackId(context, pack), length: pack.length }
    const put = await context.packs.put(added.id, pack.bytes, added.length, context.signal)
    const isTaken = !put.ok && put.error.code === 'E_CONFLICT' && attempt < maxAttempts
    if (!isTaken) return (unwrap(put), added)
  }
}

/**
 * [Note: Pack ids] Random, hedged with what lies in the pack, as nonces are: where a generator repeats itself, because a computer
 * was put back to a snapshot, the same id comes again only for the same bytes.
 */
async function newPackId({ random, sealer }: UploadContext, { marks }: PackFill): Promise<PackId> {
  const hash = await sealer.hashChunk(new Uint8Array(concat(random(16), ...marks)))
  return toHex(hash.subarray(0, 16)) as PackId
}
