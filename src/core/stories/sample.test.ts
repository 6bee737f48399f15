// The space that explains itself: a real one with a few files, in the person's language, gone in one step. PRODUCT.md.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSample, endSample, sampleSpace } from '../sample-space.ts'
import { Desk } from '../testing/desk.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
beforeAll(async () => {
  office = await Office.open()
  alice = await office.person('alice', await office.relay())
})
afterAll(() => office.close())

test.each([
  ['de', 'Erste Schritte', /^Willkommen bei Siegel/],
  ['en', 'First steps', /^Welcome to Siegel/],
] as const)(
  'alice looks at the first steps in %s, and deletes them; her files stay where they are',
  async (language, name, begins) => {
    const { core } = alice
    const folder = path.join(office.directory, `sample-${language}`)
    expect(sampleSpace(core)).toBeNull()
    const id = await createSample(core, { folder, language }, soon())
    expect(sampleSpace(core)).toBe(id)
    expect(core.spaces.mustKnow(id)).toMatchObject({ name, folder, state: 'joined' })
    const files = (await readdir(folder)).filter((file) => file !== '.siegel').sort()
    expect(files).toHaveLength(4)
    expect(await readFile(path.join(folder, files[0] ?? ''), 'utf8')).toMatch(begins)
    await core.syncOnce(soon())
    const names = [...core.spaces.open(id).replica.tree.nodes.values()].map((node) => node.name)
    expect(names).toEqual(expect.arrayContaining(files))
    await expect(createSample(core, { folder: `${folder}-2`, language }, soon())).rejects.toMatchObject({
      code: 'E_CONFLICT',
    })

    expect(await endSample(core, soon())).toBe(folder)
    expect(sampleSpace(core)).toBeNull()
    expect(core.spaces.list().find((space) => space.id === id)).not.toMatchObject({ state: 'joined' })
    expect((await readdir(folder)).filter((file) => file !== '.siegel').sort()).toEqual(files)
    await expect(endSample(core, soon())).rejects.toMatchObject({ code: 'E_ID' })
  },
)

test('the window hears whether the bin has taken the folder of the first steps', async () => {
  const { address } = await office.relay('another')
  const bob = await Desk.sitDown('bob', office.directory, office.environment)
  await bob.onboard({ kind: 'address', address, token: null })
  expect(await bob.try('sample.delete', {})).toBe('E_ID')
  for (const [binTakes, folder] of [
    [true, 'binned'],
    [false, 'left'],
  ] as const) {
    bob.binTakes = binTakes
    const made = path.join(office.directory, `sample of bob ${folder}`)
    await createSample(bob.session.core, { folder: made, language: 'en' }, soon())
    expect(await bob.ask('sample.delete', {})).toEqual({ folder })
  }
  await bob.leave()
})
