// A pack id that comes again, because a computer was put back to a snapshot with its generator, loses nobody's content. T57.
import { expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { sealChunk } from '../../../shared/content/chunk.ts'
import { Suite } from '../../../shared/crypto/suite.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import { fail } from '../../../shared/base/result.ts'
import { inlineSealer, World } from './testing.ts'

const suite = await openSuite()
const text = (words: string): Uint8Array => new TextEncoder().encode(words)

/** Its generator, and the one that seals, are put back by `again`. */
function repeating() {
  let drawn = 0
  const backend = {
    ...suite.backend,
    randomBytes: (length: number) => suite.backend.sha256(text(`draw ${drawn++}`)).slice(0, length),
  }
  const same = new Suite(backend)
  const world = new World(same, {
    ...inlineSealer(suite),
    sealChunk: (job) => Promise.resolve(sealChunk(same, job, job.plaintext)),
  })
  return { world, again: () => void (drawn = 0) }
}

async function contentOf(world: World, uploaded: Awaited<ReturnType<World['uploadOne']>>): Promise<Uint8Array> {
  const job = world.downloadJob(uploaded)
  expect(await world.download([job])).toMatchObject([{ kind: 'downloaded' }])
  return world.files.contents.get(job.temporary) as Uint8Array
}

test('T57: the same draws for another content name another pack, small or with pages of its own; nothing is refused, both contents are whole', async () => {
  const nodeId = 'ab'.repeat(16) as ReturnType<World['nodeId']>
  const { world, again } = repeating()
  const uploads = []
  for (const content of [
    text('first life'),
    text('other life'),
    new Uint8Array(3_000_000).fill(1),
    new Uint8Array(3_000_000).fill(2),
  ]) {
    again()
    uploads.push({ content, uploaded: await world.uploadOne(world.file(content, null, nodeId)) })
  }
  expect(world.packs.puts).toBe(4)
  expect(world.packs.stored.size).toBe(4)
  for (const { content, uploaded } of uploads) expect(await contentOf(world, uploaded)).toEqual(content)
})

test('T57: the same draws for the same content name the same pack: it is there', async () => {
  const nodeId = 'ab'.repeat(16) as ReturnType<World['nodeId']>
  const { world, again } = repeating()
  for (let life = 0; life < 2; life++) {
    again()
    await world.uploadOne(world.file(text('both lives'), null, nodeId))
  }
  expect(world.packs.stored.size).toBe(1)
})

test('a pack under whose id something else lies gets another id; a relay that says so again and again is not believed for ever', async () => {
  const { world } = repeating()
  const refused: PackId[] = []
  let refusals = 2
  const put = world.packs.put.bind(world.packs)
  world.packs.put = async (pack, ...rest) => {
    if (refused.length >= refusals) return put(pack, ...rest)
    refused.push(pack)
    return fail('E_CONFLICT', 'something else lies there')
  }
  const content = text('kept')
  expect(await contentOf(world, await world.uploadOne(world.file(content)))).toEqual(content)
  expect(new Set([...refused, ...world.packs.stored.keys()]).size).toBe(3)
  refusals = Infinity
  await expect(world.uploadOne(world.file(text('never')))).rejects.toMatchObject({ code: 'E_CONFLICT' })
})
