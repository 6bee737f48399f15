// What a hostile member writes into the tree itself: names and manifests that no honest program would make, signed and sealed as
// they should be, taken by an honest relay. T58, T62 as properties. PROTOCOL §10 "Name rule", §11.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { fromHex, toHex, utf8 } from '../../shared/base/encoding.ts'
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import { bodyContext, buildEntry, encodeEntry, type Entry } from '../../shared/logs/entry.ts'
import { buildCommit, openCommitBody, type Operation } from '../../shared/logs/space/index.ts'
import { sealBody } from '../../shared/logs/space/sealed-body.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { Conspiracy } from '../testing/evil-relay/conspiracy.ts'
import { answerWith, isLogOf } from '../testing/evil-relay/mutations.ts'
import { soon, type Person } from '../testing/evil-relay/person.ts'

const scene = await Conspiracy.create(startTestRelay)
const { world, bob, mallory, space } = scene
afterAll(() => world.close())

const replica = (person: Person) => person.core.spaces.open(space).replica
const randomId = (): NodeId => toHex(world.suite.random(16)) as NodeId

/** Operations as they stand on the wire, signed and sealed by mallory. */
function malloryEntry(operations: readonly Cbor[]): Entry {
  const { suite } = world
  const { header } = scene.malloryCommit()
  const { epochKey, state } = replica(mallory)
  if (header === null) throw new RangeError('genesis')
  const record = encodeLoosely([1, 'commit', operations, suite.random(32)])
  const body = sealBody(suite, epochKey, bodyContext({ ...header, bodyHash: null }), record)
  const previous = { logId: state.id, ...state.head }
  return buildEntry(suite, 'space', { ...header, previous, body }, mallory.core.me.device)
}

/** The relay takes them. */
async function malloryCommits(operations: readonly Cbor[]): Promise<void> {
  const entry = malloryEntry(operations)
  expect((await mallory.core.homeRelay.append(space, encodeEntry(entry), { signal: soon() })).kind).toBe('appended')
  await mallory.core.spaces.open(space).replica.refresh(soon())
}

/** What an honest program would commit. */
async function malloryHonestly(...operations: readonly Operation[]): Promise<void> {
  const { writer } = mallory.core.spaces.open(space)
  const { tree, epochKey } = replica(mallory)
  const { entry } = buildCommit(world.suite, writer.position, { tree, epochKey, operations })
  expect((await mallory.core.homeRelay.append(space, encodeEntry(entry), { signal: soon() })).kind).toBe('appended')
}

/** Canonical but for text, which may be anything: lone surrogates and decomposed letters, too. */
function encodeLoosely(value: Cbor): Uint8Array {
  if (typeof value === 'string') {
    const bytes = utf8Loosely(value)
    const head = encodeCanonical(new Uint8Array(bytes.length)).slice(0, -bytes.length || undefined)
    head[0] = (head[0] ?? 0) + 0x20
    return Buffer.concat([head, bytes])
  }
  if (!Array.isArray(value)) return encodeCanonical(value)
  const items = (value as Cbor[]).map(encodeLoosely)
  const head = encodeCanonical(Array.from({ length: items.length }, () => 0)).slice(0, -items.length || undefined)
  return new Uint8Array(Buffer.concat([head, ...items]))
}

const utf8Loosely = (text: string): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      Array.from(text, (one) => {
        const code = one.codePointAt(0) ?? 0
        const isLone = code >= 0xd800 && code <= 0xdfff
        return isLone ? Buffer.of(0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)) : Buffer.from(utf8(one))
      }),
    ),
  )

/** Each is void for bob, keeps its place to mallory's name, stops nobody and leaves no trace on the disk. */
const areVoid = (commits: () => readonly (readonly Cbor[])[]): Promise<void> => {
  let [voids, made] = [0, 0]
  return mustWithstand({
    world,
    victim: bob,
    space,
    prepare: scene.aliceEdits,
    lies: [
      {
        lie: async () => {
          voids = replica(bob).voids
          const all = commits()
          made = all.length
          for (const operations of all) await malloryCommits(operations)
          const isShown = isLogOf(space)
          return answerWith(
            (one) => one.who === bob.id && isShown(one),
            ({ answer }) => ({ answer }),
          )
        },
        code: 'settled',
      },
    ],
    sees: async () => {
      expect(replica(bob).voids - voids).toBe(made)
      expect(replica(bob).hold).toBeNull()
      expect((await readdir(path.dirname(bob.folder))).sort()).toEqual(['files', 'profile'])
    },
  })
}

const hostile: readonly string[] = [
  ...[
    '',
    '.',
    '..',
    '...',
    'a/b',
    'a\\b',
    '../../escape.txt',
    '/etc/passwd',
    '..\\..\\escape',
    'nul\u0000l',
    'C:',
    'C:\\x',
  ],
  ...['\\\\?\\x', '\\\\server\\share', 'file:stream', 'what?', 'a*', '"a"', '<a>', 'a|b', 'line\nbreak', 'bell\u0007'],
  ...[
    'del\u007f',
    'CON',
    'con.txt',
    'nul',
    'NUL .tar',
    'PRN',
    'aux.h',
    'COM1',
    'com0',
    'LPT\u00b9',
    'COM\u00b2.x',
    'CONIN$',
  ],
  ...[
    'dot.',
    'space ',
    ' ',
    'x'.repeat(256),
    '\u00e4'.repeat(128),
    '\u{1f600}'.repeat(64),
    '\u202etxt.exe',
    'a\u2066b',
  ],
  ...[
    'a\u061cb',
    'a\u200fb',
    '\ufeffa',
    'a\ufdd0',
    'a\uffff',
    'a\u0378',
    'u\u0308ber.txt',
    'cafe\u0301',
    '\u212b',
    'lone\ud800',
  ],
]

/** Names made hostile at any place: in front, within, behind, with an extension. */
const anyHostile = fc.oneof(
  fc.constantFrom(...hostile),
  fc
    .tuple(
      fc.stringMatching(/^[a-z]{0,8}$/),
      fc.constantFrom(
        ...Array.from('/\\:*?"<>|'),
        '\u0000',
        '\u001b',
        '\u202a',
        '\u202b',
        '\u2067',
        '\u2069',
        '\u200e',
        '\ufeff',
      ),
      fc.stringMatching(/^[a-z]{0,8}$/),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('con', 'Nul', 'COM7', 'lpt3'),
      fc.constantFrom('', ' ', '.'),
      fc.stringMatching(/^[a-z]{0,4}$/),
    )
    .map(([device, dot, rest]) => (dot === '' ? device : `${device}${dot}${dot === '.' ? rest : '.x'}`)),
  fc.stringMatching(/^[a-z]{1,6}$/).map((stem) => `${stem}o\u0308`),
)

describe('T62 ∀: names that lead elsewhere, mean a device, hide, reorder or have two spellings', () => {
  const idOf = (id: NodeId) => fromHex(id)
  const root = fromHex(rootNodeId)
  const file = () => [...replica(mallory).tree.nodes.values()].find((node) => node.type === 'file' && !node.trashed)
  /** Every operation that gives a name, as it stands on the wire. */
  const naming = (name: string): readonly (readonly Cbor[])[] => {
    const { id } = file() ?? { id: randomId() }
    return [
      [[1, idOf(randomId()), root, name]],
      [[3, idOf(id), root, name]],
      [[6, idOf(id), name, null]],
      [
        [1, idOf(randomId()), root, `fine ${id}`],
        [1, idOf(randomId()), root, name],
      ],
    ]
  }

  test('T62 the operations are in form, so that it is the name they are judged by; a good name arrives', async () => {
    // The others are refused before they are a name: text on the wire is well-formed, composed and without a byte order mark.
    const isText = (one: string): boolean => one.isWellFormed() && one.normalize() === one && !one.startsWith('\ufeff')
    for (const name of [...hostile.filter(isText), 'good']) {
      for (const operations of naming(name)) {
        const { header, body } = malloryEntry(operations)
        if (header === null || body === null) throw new RangeError('no body')
        const opened = openCommitBody(world.suite, replica(mallory).epochKey, header, body).operations
        expect(opened.at(-1)).toMatchObject({ name })
      }
    }
    const { id } = file() ?? { id: randomId() }
    await malloryHonestly({ kind: 'setMeta', id, name: 'renamed.txt', executable: null })
    await world.mustSettle(mallory, scene.alice, bob)
    expect([...(await bob.files()).keys()]).toContain('renamed.txt')
  })

  test('T62 each of them, in every operation that names something', () =>
    areVoid(() => hostile.flatMap((name, i) => naming(name).slice(i % 4, (i % 4) + 1))))

  test('T62 ∀ names made of them', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyHostile, { minLength: 6, maxLength: 6 }), fc.nat(3), (names, which) =>
        areVoid(() => names.flatMap((name) => naming(name).slice(which, which + 1))),
      ),
      { numRuns: 4, endOnFailure: true },
    ))

  test('T62 a folder that calls itself Siegel’s own, and files in it, touch nothing of bob’s', async () => {
    await world.mustSettle(scene.alice, mallory, bob)
    const own = path.join(bob.folder, '.siegel')
    await mkdir(own, { recursive: true })
    await writeFile(path.join(own, 'mine'), 'bob’s own')
    const before = (await readdir(own, { recursive: true })).sort()
    const directory = randomId()
    await malloryHonestly(
      { kind: 'mkdir', id: directory, parent: rootNodeId, name: '.siegel' },
      { kind: 'mkdir', id: randomId(), parent: directory, name: 'mine' },
      { kind: 'mkdir', id: randomId(), parent: directory, name: 'planted' },
    )
    await bob.sync()
    expect((await readdir(own, { recursive: true })).sort()).toEqual(before)
    await scene.alice.write('after.txt', 'goes on')
    await world.mustSettle(scene.alice)
    await bob.sync()
    expect(await bob.read('after.txt')).toBe('goes on')
  })
})

describe('T58 ∀: manifests that no file has', () => {
  const [zero, sha] = [new Uint8Array(0), new Uint8Array(32)]
  const huge = 2 ** 53 - 1
  const numbers = fc.constantFrom(0, 1, 2 ** 20, 2 ** 20 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1)
  const pieces = fc.array(
    fc.tuple(numbers, numbers, numbers, numbers).map((ref) => [...ref, sha] as Cbor),
    { maxLength: 3 },
  )
  type Shape = { readonly size: number; readonly chunkSize: number; readonly refs: Cbor[]; readonly paged: number }
  const shapes = fc.record({ size: numbers, chunkSize: numbers, refs: pieces, paged: fc.nat(1) })
  const manifest = ({ size, chunkSize, refs, paged }: Shape, packs: readonly Uint8Array[]): Uint8Array =>
    encodeCanonical([1, 'manifest', size, chunkSize, sha, [sha], [...packs], [paged, refs], 0, 0])
  const root = fromHex(rootNodeId)
  const listed: readonly Shape[] = [
    { size: huge, chunkSize: 2 ** 20, refs: [], paged: 0 },
    { size: huge, chunkSize: 0, refs: [], paged: 0 },
    { size: 2 ** 40, chunkSize: 1, refs: [], paged: 1 },
    { size: 2 ** 20, chunkSize: 2 ** 31, refs: [[0, 0, 2 ** 20 + 40, 0, sha]], paged: 0 },
    { size: 2 ** 32, chunkSize: 2 ** 20, refs: [[0, huge, huge, 0, sha]], paged: 1 },
    { size: 2 ** 20, chunkSize: 2 ** 20, refs: [[9, 8, 2 ** 20 + 40, 9, sha]], paged: 0 },
  ]

  test('T58 ∀ they cost nothing: nothing is fetched for them or written, and what is beside them goes on', () =>
    fc.assert(
      fc.asyncProperty(fc.array(shapes, { minLength: 4, maxLength: 4 }), async (some) => {
        await world.mustSettle(scene.alice, mallory, bob)
        const [pack] = replica(mallory).state.packs.keys()
        if (pack === undefined) throw new RangeError('no pack')
        const before = process.memoryUsage().rss
        const reads = () => world.evil.kept.filter(({ path: to }) => to.endsWith('/packs:read')).length
        const packReads = reads()
        const names: string[] = []
        for (const shape of [...listed, ...some]) {
          const name = `hostile-${toHex(world.suite.random(4))}`
          names.push(name)
          const bytes = manifest(shape, [fromHex(pack)])
          const put: Operation = { kind: 'put', id: randomId(), place: { parent: rootNodeId, name }, manifest: bytes }
          const isInForm = [2 ** 20, 2 ** 22, 2 ** 24].includes(shape.chunkSize)
          if (isInForm) await malloryHonestly(put).then(() => mallory.core.spaces.open(space).replica.refresh(soon()))
          else await malloryCommits([[2, fromHex(put.id), [root, name], bytes]])
        }
        await malloryCommits([[2, fromHex(randomId()), [root, 'nothing'], zero]])
        await bob.sync()
        expect(reads()).toBe(packReads)
        expect([...(await bob.files()).keys()].filter((name) => names.includes(name))).toEqual([])
        expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20)
        await scene.alice.write('beside.txt', names.join())
        await scene.alice.sync()
        await bob.sync()
        expect(await bob.read('beside.txt')).toBe(names.join())
        for (const node of replica(mallory).tree.nodes.values())
          if (node.name.startsWith('hostile-') && !node.trashed) {
            await mallory.core.spaces.open(space).replica.refresh(soon())
            await malloryHonestly({ kind: 'remove', id: node.id })
            await mallory.core.spaces.open(space).replica.refresh(soon())
          }
        await world.mustSettle(bob, scene.alice)
      }),
      { numRuns: 2, endOnFailure: true },
    ))

  test('T58 2,001 operations, and ten thousand names at once', () =>
    areVoid(() => [
      Array.from({ length: 2001 }, (_, i) => [1, fromHex(randomId()), root, `n${i}`] as Cbor),
      Array.from({ length: 10_000 }, (_, i) => [1, fromHex(randomId()), root, `n${i}`] as Cbor),
    ]))
})
