// T78: somebody has taken the window over and calls whatever they like: every channel with everything its schema accepts, with real ids, and
// with junk. A whole core with a profile, a contact and a space stands behind it, over a real relay.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bridgeErrorCodes, coreCalls } from '../../shared/ipc/contract.ts'
import { dispatch } from '../../shared/ipc/dispatch.ts'
import { Faker } from '../../shared/ipc/fake.ts'
import { createHandlers } from '../bridge/index.ts'
import { Desk, deskPassphrase } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'

type Name = keyof typeof coreCalls
const names = Object.keys(coreCalls) as Name[]
/** What changes who may come in: tried when nothing else is left to try. */
const isDoor = (name: Name): boolean => /^(vault|onboarding|devices)\./.test(name)
const folderToken = 'a'.repeat(22)

let office: Office
let desk: Desk
/** Ids that exist. */
let known: readonly string[]
let needles: readonly { readonly what: string; readonly text: string }[]

const needlesOf = (what: string, key: Uint8Array) => [
  // What stands before and after decides about the last characters of base64.
  ...(['hex', 'base64', 'base64url'] as const).map((form) => ({
    what,
    text: Buffer.from(key).toString(form).slice(0, 40),
  })),
  { what, text: JSON.stringify(key.subarray(0, 8)).slice(1, -1) },
]

beforeAll(async () => {
  office = await Office.open()
  const { address } = await office.relay()
  desk = await Desk.sitDown('alice', office.directory, office.environment)
  const words = await desk.onboard({ kind: 'address', address, token: null })
  await mkdir(desk.folder, { recursive: true })
  await writeFile(path.join(desk.folder, 'Vertrag.txt'), 'geheim')
  desk.session.receive({ kind: 'local', token: folderToken, path: desk.folder })
  const { space } = await desk.ask('spaces.create', { name: 'Akten', folder: folderToken })
  const { core } = desk.session
  known = [space, core.me.id, core.me.device.deviceId]
  needles = [
    ...needlesOf('signing key', core.me.device.signSecretKey.slice(0, 32)),
    ...needlesOf('device key', core.me.device.kemSecretKey),
    ...needlesOf('identity seed', core.me.seed()),
    ...needlesOf('epoch key', core.spaces.open(space).replica.epochKey),
    { what: 'recovery words', text: words.slice(0, 3).join(' ') },
    { what: 'passphrase', text: deskPassphrase },
  ]
}, 60_000)
afterAll(async () => {
  await desk.leave()
  await office.close()
})

const foundIn = (text: string) => needles.filter((needle) => text.includes(needle.text)).map(({ what }) => what)

/** Never throws, never says that a handler failed, and never says a secret. */
async function withstands(raw: unknown): Promise<void> {
  const handlers = createHandlers(desk.session)
  const bugs: string[] = []
  const onBug = (name: string, error: unknown) => bugs.push(`${name}: ${error instanceof Error ? error.message : ''}`)
  const { answer } = await dispatch({ contract: coreCalls, handlers, onBug }, raw)
  expect(bugs).toEqual([])
  if (!answer.ok) expect(bridgeErrorCodes).toContain(answer.error.code)
  expect(foundIn(JSON.stringify(answer))).toEqual([])
}

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '../../../../etc/passwd',
  'C:\\Windows\\System32',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '\u202Etxt.exe',
  '\0',
  '{{constructor.constructor("return 1")()}}',
  "' OR 1=1; --",
  'x'.repeat(5000),
]

/** What the schema makes, with ids that exist and texts that lead somewhere in some places, as far as it still accepts them. */
function inputOf(name: Name, seed: number, replace: number): unknown {
  const faker = new Faker(seed)
  const schema = coreCalls[name].input
  const made = faker.make(schema) as Record<string, unknown>
  const field = Object.keys(made)[replace % Math.max(1, Object.keys(made).length)]
  if (field === undefined || typeof made[field] !== 'string') return made
  const candidates = [...known, ...hostile, folderToken].map((text) => ({ ...made, [field]: text }))
  const accepted = candidates.filter((candidate) => schema.safeParse(candidate).success)
  return accepted[replace % Math.max(1, accepted.length)] ?? made
}

async function unlock(): Promise<void> {
  if (desk.session.stage.kind === 'locked') await desk.try('vault.unlock', { passphrase: deskPassphrase })
}

/** `afterwards`: after each call, as somebody who knows the passphrase might. */
async function tryEvery(chosen: readonly Name[], numRuns: number, afterwards = unlock): Promise<void> {
  for (const name of chosen) {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (seed, replace) => {
        await withstands({ id: 1, name, input: inputOf(name, seed, replace) })
        await afterwards()
      }),
      { numRuns },
    )
  }
}

test('T78 the search finds each secret where it stands', () => {
  for (const { what, text } of needles) expect(foundIn(`{"ok":true,"value":{${text}}}`)).toContain(what)
})

test('T78 no channel crashes or tells a key, whatever its schema accepts', async () => {
  expect(names.length).toBeGreaterThan(80)
  await tryEvery(
    names.filter((name) => !isDoor(name)),
    10,
  )
  expect(await desk.ask('app.state', {})).toMatchObject({ phase: 'open' })
}, 120_000)

test('T78 nor with junk in the place of any field, or of the call', async () => {
  const junk = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true })
  await fc.assert(fc.asyncProperty(junk, withstands), { numRuns: 200 })
  for (const name of names.filter((one) => !isDoor(one))) {
    await fc.assert(
      fc.asyncProperty(fc.nat(), junk, fc.nat(), async (seed, value, at) => {
        const made = new Faker(seed).make(coreCalls[name].input) as Record<string, unknown>
        const fields = Object.keys(made)
        await withstands({
          id: 1,
          name,
          input: { ...made, [fields[at % Math.max(1, fields.length)] ?? 'more']: value },
        })
      }),
      { numRuns: 5 },
    )
  }
}, 120_000)

test('T78 nor the channels that open and close the profile; those who have no passphrase do not get in', async () => {
  await tryEvery(names.filter(isDoor), 4)
  await desk.try('vault.lock', {})
  await tryEvery(
    names.filter((name) => !isDoor(name)),
    2,
    () => Promise.resolve(),
  )
  expect(await desk.ask('app.state', {})).toMatchObject({ phase: 'locked' })
}, 120_000)
