// Fills a pack, sends it, and notes in the journal what of which file lies in it. Runs in core.
import { toHex } from '../../../shared/base/encoding.ts'
import { unwrap } from '../../../shared/base/result.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { noteFinished, type FinishedPack } from './journal.ts'
import { PackFill } from './pack-fill.ts'
import type { FileUpload, SealedChunkAt, UploadContext } from './upload-file.ts'

/** The chunks of one file that lie in one pack. */
export type PackShare = { readonly file: FileUpload; readonly chunks: FinishedPack['chunks'] }

/** A pack with room for sealed pieces of `contentLength` bytes together. */
export const newPack = ({ random, buffers }: UploadContext, contentLength: number): PackFill =>
  new PackFill(toHex(random(16)) as PackId, buffers, contentLength)

/** Puts a sealed chunk into the pack. */
export const addToPack = (pack: PackFill, { index, sealed, hash }: SealedChunkAt): FinishedPack['chunks'][number] => {
  const { length } = sealed
  return { index, length, hash, offset: pack.add(sealed) }
}

/** Resolves when the pack is at the relay and the journal knows it; then the chunks have their places. Throws `Refused`. */
export async function putPack(context: UploadContext, pack: PackFill, shares: readonly PackShare[]): Promise<void> {
  const { added } = pack
  try {
    unwrap(await context.packs.put(pack.id, pack.bytes, added.length, context.signal))
  } finally {
    pack.release()
  }
  const finished = shares.map(({ file: { job, key, shape }, chunks }) => ({
    ...{ nodeId: job.nodeId, pack: pack.id, packLength: added.length, key, chunkSize: shape.chunkSize, chunks },
  }))
  if (finished.length > 0) context.store.apply(noteFinished(finished, context.clock.now()))
  for (const { file, chunks } of shares) {
    for (const { index, ...chunk } of chunks) file.place(index, { ...chunk, pack: pack.id, key: file.key, added })
  }
}
