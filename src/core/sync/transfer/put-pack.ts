// Sends one filled pack and notes in the journal what of which file lies in it. Runs in core.
import { unwrap } from '../../../shared/base/result.ts'
import { noteFinished, type FinishedPack } from './journal.ts'
import type { PackFill } from './pack-fill.ts'
import type { FileUpload, SealedChunkAt, UploadContext } from './upload-file.ts'

/** The chunks of one file that lie in one pack. */
export type PackShare = { readonly file: FileUpload; readonly chunks: FinishedPack['chunks'] }

/** Puts sealed chunks of one file into the pack, in the order of their indices. */
export function addToPack(pack: PackFill, file: FileUpload, sealed: readonly SealedChunkAt[]): PackShare {
  const chunks = [...sealed]
    .sort((a, b) => a.index - b.index)
    .map(({ index, sealed: piece, hash }) => ({ index, length: piece.length, hash, offset: pack.add(piece) }))
  return { file, chunks }
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
