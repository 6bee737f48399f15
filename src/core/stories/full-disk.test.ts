// Bob's folder lies on a small volume: whole cores, a real relay, a real disk that is really full. SYNC-06.
import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { Background } from '../background.ts'
import { fullDiskContract } from '../testing/file-system-contract.ts'
import { Office } from '../testing/office.ts'
import { mountSmallVolume } from '../testing/small-volume.ts'

const volume = mountSmallVolume(8)
const skipped = typeof volume === 'string' ? ` (skipped: ${volume})` : ''
const mounted = () => {
  if (typeof volume === 'string') throw new Error(volume)
  return volume
}
const office = await Office.open()
afterAll(async () => {
  await office.close()
  if (typeof volume !== 'string') volume.end()
})

if (typeof volume !== 'string') {
  fullDiskContract('a small real volume', () => Promise.resolve({ files: office.environment.files, root: volume.root }))
}

test.skipIf(skipped !== '')(
  `SYNC-06 a full disk pauses with the size needed, and goes on by itself when there is room${skipped}`,
  async () => {
    const { root, grow } = mounted()
    const relay = await office.relay()
    const [alice, bob] = [await office.person('alice', relay), await office.person('bob', relay)]
    await alice.befriend(bob)
    const space = await alice.create('Filme')
    const film = randomBytes(12 * 2 ** 20)
    await alice.write('film', film)
    await alice.write('note', 'kurz')
    await alice.grant(space, bob, 'editor')
    await alice.sync()
    await bob.sync()
    await bob.core.spaces.accept(space, root, AbortSignal.timeout(60_000))
    const [status] = await bob.sync()
    expect(status?.obstacle).toEqual({ kind: 'disk-full', neededBytes: film.length + 2 ** 20 })
    const { files, clock } = office.environment
    expect(await files.stat(`${root}/note` as typeof root)).toMatchObject({ size: 4 })

    const background = new Background(bob.core, clock)
    background.start()
    const { engine } = bob.core.spaces.open(space)
    grow(64)
    await new Promise<void>((resolve) => engine?.onStatus(({ settled }) => settled && resolve()))
    expect(await files.stat(`${root}/film` as typeof root)).toMatchObject({ size: film.length })
    await background.stop()
  },
)
