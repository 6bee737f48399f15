// One transfer in a process of its own, for memory.test.ts: prints how many bytes more than at rest it held at its peak.
// Usage: memory-run.ts up|down CHUNK_MEBIBYTES FILE_MEBIBYTES FOLDER. Real worker threads; the packs lie in the folder; the
// source generates its bytes and the target forgets them, so that only the transfer itself holds any.
import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openSuite } from '../../../node/crypto/index.ts'
import { ok } from '../../../shared/base/result.ts'
import { decodeManifest } from '../../../shared/content/manifest.ts'
import type { ContentId, NodeId, PackId } from '../../../shared/domain/ids.ts'
import { createSealer } from '../../workers/pool.ts'
import type { LocalPath } from '../disk.ts'
import { World } from './testing.ts'

const [direction, chunkMebibytes, fileMebibytes, folder = ''] = process.argv.slice(2)
const pool = createSealer({ worker: new URL('../../workers/worker.ts', import.meta.url) })
const world = new World(await openSuite(), pool)
let baseline = Infinity
let peak = 0
const look = () => {
  peak = Math.max(peak, process.memoryUsage().rss - baseline)
}

const packFile = (pack: PackId) => path.join(folder, pack)
world.packs.put = async (pack, bytes) => {
  look()
  if (bytes instanceof Uint8Array) await writeFile(packFile(pack), bytes)
  return ok(undefined)
}
world.packs.get = async function* (pack, ranges) {
  for (const { start, end } of ranges) {
    for await (const part of createReadStream(packFile(pack), { start, end: end - 1 })) {
      look()
      yield part as Uint8Array
    }
  }
}
const create = world.files.create.bind(world.files)
const forget = () => {
  look()
  return Promise.resolve()
}
world.files.create = async (to: LocalPath) => ({ ...(await create(to)), write: forget })
world.files.onRead = look

/** Bytes that differ from chunk to chunk, mostly holes. */
const sparse = (size: number) => ({
  size,
  fill: (into: Uint8Array, position: number) => {
    new DataView(into.buffer, into.byteOffset).setFloat64(0, position)
  },
})
const chunkSize = Number(chunkMebibytes) * 2 ** 20
const empty = { keys: [], packs: [], list: { kind: 'chunks' as const, refs: [] }, modifiedAt: 0, mode: 0 as const }
const previous = { size: 0, chunkSize, contentId: '00'.repeat(32) as ContentId, ...empty }
const warm = await world.uploadOne(world.file(sparse(1000), previous))
await world.download([world.downloadJob(warm)])

baseline = process.memoryUsage().rss
const [manifestFile, nodeFile] = [path.join(folder, 'manifest'), path.join(folder, 'node')]
if (direction === 'up') {
  const uploaded = await world.uploadOne(world.file(sparse(Number(fileMebibytes) * 2 ** 20 + 17), previous))
  writeFileSync(manifestFile, uploaded.manifestBytes)
  writeFileSync(nodeFile, uploaded.nodeId)
} else {
  const manifest = decodeManifest(readFileSync(manifestFile))
  const job = world.downloadJob({ nodeId: readFileSync(nodeFile, 'utf8') as NodeId, manifest })
  const [outcome] = await world.download([job])
  if (outcome?.kind !== 'downloaded') throw new Error(outcome?.reason)
}
process.stdout.write(`${peak}\n`)
await pool.close()
