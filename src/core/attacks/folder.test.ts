// What a hostile member puts into a space, and what lies in the folder that is no file: neither leads out of it. PROTOCOL §10 "Name rule", SYNC.md.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import { bodyContext, buildEntry, encodeEntry } from '../../shared/logs/entry.ts'
import { buildCommit, type Operation } from '../../shared/logs/space/index.ts'
import { sealCommitBody } from '../../shared/logs/space/commit-body.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { answerWith, isLogOf } from '../testing/evil-relay/mutations.ts'
import { soon, type Person } from '../testing/evil-relay/person.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, mallory, space } = await stage(startTestRelay, { bob: 'editor', mallory: 'editor' })
afterAll(() => world.close())

const replica = (person: Person) => person.core.spaces.open(space).replica
const randomId = (): NodeId => randomBytes(16).toString('hex') as NodeId
const directory = (name: string, parent: NodeId = rootNodeId): Operation => ({
  kind: 'mkdir',
  id: randomId(),
  parent,
  name,
})

const aliceEdits = (): Promise<void> => world.edit(alice, bob)

/** Mallory may write, and signs and seals as she should; what she seals no honest program would. The relay takes it. */
async function malloryCommits(...operations: readonly Operation[]): Promise<void> {
  await world.mustSettle(mallory)
  const { suite } = world
  const { writer } = mallory.core.spaces.open(space)
  const { tree, epochKey, state } = replica(mallory)
  const honest = buildCommit(suite, writer.position, {
    tree,
    epochKey,
    operations: [directory('honest')],
    packs: [],
  }).entry
  if (honest.header === null) throw new RangeError('genesis')
  const context = bodyContext({ ...honest.header, bodyHash: null })
  const body = sealCommitBody(suite, epochKey, context, { operations, stateRoot: suite.random(32) })
  const previous = { logId: state.id, ...state.head }
  const entry = buildEntry(suite, 'space', { ...honest.header, previous, body }, mallory.core.me.device)
  const answer = await mallory.core.homeRelay.append(space, encodeEntry(entry), { signal: soon() })
  expect(answer.kind).toBe('appended')
}

const hostileNames = [
  ...['..', '.', '', 'a/b', 'a\\b', '../../escape.txt', 'nul\u0000l', 'C:', '\\\\?\\x', 'file:stream'],
  ...['CON', 'nul.txt', 'COM1', 'LPT\u00b9', 'dot.', 'space ', 'x'.repeat(256), 'bell\u0007', '\u202etxt.exe'],
]

/** Void commits change nothing, stop nobody, and stand to mallory's name. What is counted is that bob was shown them. */
const areVoid = (commits: readonly (readonly Operation[])[]): Promise<void> => {
  let voids = 0
  return mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceEdits,
    lies: [
      {
        lie: async () => {
          voids = replica(bob).voids
          for (const operations of commits) await malloryCommits(...operations)
          const isShown = isLogOf(space)
          return answerWith(
            (one) => one.who === bob.id && isShown(one),
            ({ answer }) => ({ answer }),
          )
        },
        code: 'settled',
      },
    ],
    sees: () => {
      expect(replica(bob).voids - voids).toBe(commits.length)
      expect(replica(bob).hold).toBeNull()
    },
  })
}

test('T62: names that lead elsewhere, mean a device, hide or reorder are void wherever they come from', async () => {
  await areVoid(hostileNames.map((name) => [directory(name)]))
  const around = await readdir(path.dirname(bob.folder))
  expect(around.sort()).toEqual(['files', 'profile'])
})

test('T63: two names that some system takes for one cannot stand side by side', async () => {
  const pairs = [
    ['straße', 'STRASSE'],
    ['pa\u017fs', 'pass'],
    ['caf\u00e9', 'CAF\u00c9'],
    ['\u03c3\u03c2', '\u03a3\u03a3'],
    ['other.txt', 'OTHER.txt'],
  ]
  await areVoid(pairs.map((names) => names.map((name) => directory(name))))
})

test('T63: two people make files that collide: both are there on both sides, under the same names', async () => {
  await alice.write('Collide.txt', 'written by alice')
  await bob.write('collide.TXT', 'written by bob')
  for (const person of [alice, bob, alice, bob, alice]) await person.sync()
  await world.mustSettle(alice, bob)
  const contents = new Set((await bob.files()).values())
  expect(await alice.files()).toEqual(await bob.files())
  expect([...alice.written, ...bob.written].filter((written) => contents.has(written)).length).toBeGreaterThan(1)
})

test('T64: links in the folder are not followed, neither to read nor to write', async () => {
  const outside = path.join(world.directory, 'outside')
  await mkdir(outside)
  await writeFile(path.join(outside, 'secret.txt'), 'not to be shared')
  await alice.write('sub/inner.txt', 'inside')
  await world.mustSettle(alice, bob)
  await symlink(path.join(outside, 'secret.txt'), path.join(bob.folder, 'link.txt'))
  await symlink(outside, path.join(bob.folder, 'link-to-folder'))
  await bob.sync()
  const shown = await bob.sees(space)
  expect(
    shown.skipped
      .filter(({ reason }) => reason === 'link')
      .map((one) => one.path)
      .sort(),
  ).toEqual(['link-to-folder', 'link.txt'])

  // A folder becomes a link between two looks; alice's next file for it must not land behind the link.
  await rm(path.join(bob.folder, 'sub'), { recursive: true })
  await symlink(outside, path.join(bob.folder, 'sub'))
  await alice.write('sub/planted.txt', 'must not get out')
  await alice.sync()
  await bob.sync()
  expect(await readdir(outside)).toEqual(['secret.txt'])
  expect(await readFile(path.join(outside, 'secret.txt'), 'utf8')).toBe('not to be shared')
  expect([...replica(alice).tree.nodes.values()].map(({ name }) => name)).not.toContain('secret.txt')
  for (const name of ['link.txt', 'link-to-folder', 'sub']) await rm(path.join(bob.folder, name))
})

test.skipIf(process.platform === 'win32')(
  'T65: a pipe is left alone with a reason, and everything else goes on',
  async () => {
    execFileSync('mkfifo', [path.join(bob.folder, 'pipe')])
    await bob.write('beside-the-pipe.txt', 'goes on')
    await bob.sync()
    const { skipped } = await bob.sees(space)
    expect(skipped).toContainEqual({ path: 'pipe', reason: 'special' })
    await alice.sync()
    expect(await alice.read('beside-the-pipe.txt')).toBe('goes on')
    await rm(path.join(bob.folder, 'pipe'))
  },
)
