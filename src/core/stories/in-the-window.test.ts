// What a person does with a space through the window, over a real relay: names, folders, the trash and back, earlier versions, what is
// left out, and what the relay really stores. issue "The app people live in".
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { FromCoreProcess } from '../../shared/ipc/core-process.ts'
import { createHandlers, Session } from '../bridge/index.ts'
import { Office, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let bob: Person
let space: SpaceId
const said: FromCoreProcess[] = []

/** The window's handlers on a core that runs already. */
function handlersOf(person: Person) {
  const session = new Session({
    environment: office.environment,
    profileDirectory: person.profileDirectory,
    toMain: (message) => said.push(message),
  })
  Object.defineProperty(session, 'core', { value: person.core })
  return { session, handlers: createHandlers(session) }
}

const list = (person: Person, node: NodeId | null = null) =>
  handlersOf(person).handlers['files.list']({ space, node, sort: 'name', descending: false, offset: 0, limit: 500 })
const named = async (person: Person, name: string) => {
  const found = (await list(person)).entries.find((entry) => entry.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}
const nodeOf = async (person: Person, name: string) => (await named(person, name)).id ?? ('' as NodeId)
const names = async (person: Person) => (await list(person)).entries.map(({ name }) => name)

beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay('relay', { OPERATOR: 'Kanzlei Beispiel', PLACE: 'Köln' })
  const files = { 'Vertrag.txt': 'erste Fassung', 'Notiz.txt': 'eine Notiz' }
  ;({ alice, bob, space } = await office.pair({ relay, files, name: 'Mandant Geheimnis' }))
  await alice.sync()
})
afterAll(() => office.close())

describe('names and folders', () => {
  test('a file that is renamed in the window has the new name in both folders, and nothing is uploaded', async () => {
    const { handlers } = handlersOf(alice)
    const node = await nodeOf(alice, 'Notiz.txt')
    expect(await handlers['files.rename']({ space, node, name: 'Merkzettel.txt' })).toEqual({ problem: null })
    for (const person of [alice, bob]) await person.sync()
    expect(Object.keys(await alice.tree())).toEqual(['Merkzettel.txt', 'Vertrag.txt'])
    expect(Object.keys(await bob.tree())).toEqual(['Merkzettel.txt', 'Vertrag.txt'])
    expect(await named(alice, 'Merkzettel.txt')).toMatchObject({ state: 'synced', here: true })
  })

  test('names against the rule and names that are taken change nothing, and say why', async () => {
    const { handlers } = handlersOf(alice)
    const node = await nodeOf(alice, 'Vertrag.txt')
    const before = await names(alice)
    const other = before.find((name) => name !== 'Vertrag.txt') ?? ''
    const tries = ['', 'a/b', 'aux.txt', 'ends.', other.toUpperCase(), 'x'.repeat(300), '..']
    const answers: unknown[] = []
    for (const name of tries) answers.push((await handlers['files.rename']({ space, node, name })).problem)
    expect(answers).toEqual([
      'empty',
      'forbidden-character',
      'device-name',
      'trailing-dot-or-space',
      'taken',
      'too-long',
      'dots',
    ])
    expect(await handlers['files.makeFolder']({ space, folder: null, name: 'vertrag.txt' })).toEqual({
      problem: 'taken',
    })
    expect(await names(alice)).toEqual(before)
  })

  test('T62 what lies only in the folder is renamed by a name that is known to lie there, never by a path', async () => {
    await alice.write('aux.txt', 'nur hier')
    await writeFile(path.join(office.directory, 'fremd.txt'), 'anderswo')
    await alice.sync()
    const { handlers } = handlersOf(alice)
    const folder = null
    for (const name of ['../../fremd.txt', 'Vertrag.txt', '.siegel/space', ''])
      await expect(handlers['files.renameLocal']({ space, folder, name, to: 'neu.txt' })).rejects.toMatchObject({
        code: 'E_GONE',
      })
    expect(await handlers['files.renameLocal']({ space, folder, name: 'aux.txt', to: '../x' })).toMatchObject({
      problem: 'forbidden-character',
    })
    expect(await handlers['files.renameLocal']({ space, folder, name: 'aux.txt', to: 'Hilfe.txt' })).toEqual({
      problem: null,
    })
    for (const person of [alice, bob]) await person.sync()
    expect(await bob.read('Hilfe.txt')).toBe('nur hier')
    await handlers['files.remove']({ space, nodes: [await nodeOf(alice, 'Hilfe.txt')] })
    for (const person of [alice, bob]) await person.sync()
  })

  test('a new folder appears on both sides, also inside another one', async () => {
    const { handlers } = handlersOf(bob)
    await handlers['files.makeFolder']({ space, folder: null, name: 'Belege' })
    await handlers['files.makeFolder']({ space, folder: await nodeOf(bob, 'Belege'), name: '2026' })
    for (const person of [bob, alice]) await person.sync()
    expect((await stat(path.join(alice.folder, 'Belege/2026'))).isDirectory()).toBe(true)
  })
})

describe('the trash', () => {
  test('several go to the trash at once and come back at once; an edit nobody has sent yet is kept', async () => {
    const { handlers } = handlersOf(alice)
    const nodes = [await nodeOf(alice, 'Vertrag.txt'), await nodeOf(alice, 'Merkzettel.txt')]
    const before = alice.core.spaces.open(space).replica.state.head.seq
    await bob.write('Merkzettel.txt', 'von bob, noch nicht gesendet')
    await handlers['files.remove']({ space, nodes })
    for (const person of [alice, bob, alice]) await person.sync()
    expect(Object.keys(await alice.tree())).toEqual(['Merkzettel.txt'])
    expect(await alice.read('Merkzettel.txt')).toBe('von bob, noch nicht gesendet')
    await handlers['trash.restore']({ space, nodes })
    for (const person of [alice, bob]) await person.sync()
    expect(Object.keys(await bob.tree())).toEqual(['Merkzettel.txt', 'Vertrag.txt'])
    expect(alice.core.spaces.open(space).replica.state.head.seq).toBeLessThan(before + 8)
  })

  test('whoever may not delete is refused, and nothing changes', async () => {
    const { handlers } = handlersOf(bob)
    await alice.grant(space, bob, 'contributor')
    await bob.sync()
    const nodes = [await nodeOf(bob, 'Vertrag.txt')]
    await expect(handlers['files.remove']({ space, nodes })).rejects.toMatchObject({ code: 'E_ROLE' })
    await alice.grant(space, bob, 'editor')
    await bob.sync()
    expect(Object.keys(await bob.tree())).toContain('Vertrag.txt')
  })
})

describe('contents', () => {
  test('an earlier version is opened from a private, read-only copy that is gone after locking', async () => {
    await bob.write('Vertrag.txt', 'zweite Fassung, von bob')
    for (const person of [bob, alice]) await person.sync()
    const { handlers } = handlersOf(alice)
    const node = await nodeOf(alice, 'Vertrag.txt')
    const versions = await handlers['versions.list']({ space, node })
    const first = versions.at(-1)
    if (first === undefined) throw new Error('no version')
    expect(await handlers['versions.open']({ space, node, revision: first.revision })).toEqual({ how: 'opened' })
    const message = said.at(-1)
    if (message?.kind !== 'open') throw new Error('nothing was opened')
    expect(await readFile(message.path, 'utf8')).toBe('erste Fassung')
    expect(path.basename(message.path)).toMatch(/^Vertrag \(.+\)\.txt$/)
    expect((await stat(message.path)).mode & 0o777).toBe(0o400)
    expect((await stat(path.dirname(message.path))).mode & 0o777).toBe(0o700)
    const current = versions.find((one) => one.current)
    expect(first.knownTo.map(({ id }) => id)).toEqual([bob.core.me.id])
    expect(current).toMatchObject({ by: { id: bob.core.me.id }, knownTo: [] })
    await handlers['versions.open']({ space, node, revision: current?.revision ?? first.revision })
    expect(said.at(-1)).toEqual({ kind: 'open', path: path.join(alice.folder, 'Vertrag.txt') })
    await alice.lock()
    await expect(stat(message.path)).rejects.toMatchObject({ code: 'ENOENT' })
    await alice.unlock()
    await alice.sync()
  })

  test('T66 what the system would run is shown in the file manager, not opened', async () => {
    const programs = ['Rechnung.pdf.exe', 'los.sh', 'Seite.URL', 'Start.desktop', 'Programm']
    for (const name of [...programs, 'Bild.png']) await bob.write(name, 'x')
    for (const name of ['Programm', 'Bild.png']) await chmod(path.join(bob.folder, name), 0o755)
    for (const person of [bob, alice]) await person.sync()
    const { handlers } = handlersOf(alice)
    for (const name of programs) {
      expect(await handlers['files.open']({ space, node: await nodeOf(alice, name) })).toEqual({ how: 'shown' })
      expect(said.at(-1)).toEqual({ kind: 'reveal', path: path.join(alice.folder, name), directory: false })
    }
    for (const name of ['Vertrag.txt', 'Bild.png'])
      expect(await handlers['files.open']({ space, node: await nodeOf(alice, name) })).toEqual({ how: 'opened' })
  })

  test('what is dragged out is what lies there; a link in the way is nobody’s file', async () => {
    const { handlers } = handlersOf(alice)
    const node = await nodeOf(alice, 'Vertrag.txt')
    await handlers['files.dragOut']({ space, nodes: [node, 'ff'.repeat(16) as NodeId] })
    expect(said.at(-1)).toEqual({ kind: 'drag', paths: [path.join(alice.folder, 'Vertrag.txt')] })
    const nodes = ['ff'.repeat(16) as NodeId]
    await expect(handlers['files.dragOut']({ space, nodes })).rejects.toMatchObject({ code: 'E_GONE' })
  })

  test('files are dropped into the folder that is shown; what lies in the space already is not copied beside itself', async () => {
    const desk = path.join(office.directory, 'schreibtisch')
    await mkdir(desk, { recursive: true })
    await writeFile(path.join(desk, 'Quittung.txt'), 'bezahlt')
    const { handlers, session } = handlersOf(alice)
    const [outside, inside] = [path.join(desk, 'Quittung.txt'), path.join(alice.folder, 'Vertrag.txt')].map(
      (one) => session.offer(one).token,
    )
    if (outside === undefined || inside === undefined) throw new Error('two tokens')
    const folder = await nodeOf(alice, 'Belege')
    const added = await handlers['files.add']({ space, folder, items: [outside, inside] })
    expect(added).toEqual({ files: 1, leftOut: 0, already: 1 })
    for (const person of [alice, bob]) await person.sync()
    expect(await bob.read('Belege/Quittung.txt')).toBe('bezahlt')
  })
})

describe('what is left out here', () => {
  test('rules are previewed, kept over a restart, and a file that they leave out can be fetched alone', async () => {
    const { handlers } = handlersOf(bob)
    await bob.write('Bericht.bak', 'nur bei bob')
    const preview = await handlers['ignoring.preview']({ space, rules: ['*.bak', 'Film.mp4', 'Belege/'] })
    expect(preview).toEqual({
      inSpace: { total: 1, names: ['Belege'] },
      inFolder: { total: 1, names: ['Bericht.bak'] },
      isCut: false,
    })
    await handlers['ignoring.set']({ space, rules: ['*.bak', 'Film.mp4'] })
    await alice.write('Film.mp4', 'ein langer Film')
    for (const person of [alice, bob]) await person.sync()
    expect(Object.keys(await bob.tree())).not.toContain('Film.mp4')
    expect(await named(bob, 'Film.mp4')).toMatchObject({ state: 'absent', reason: 'ignored', here: false })
    await bob.lock()
    await bob.unlock()
    const after = handlersOf(bob).handlers
    expect(await after['ignoring.get']({ space })).toEqual({ rules: ['*.bak', 'Film.mp4'], isDefault: false })
    await bob.sync()
    expect(Object.keys(await bob.tree())).not.toContain('Film.mp4')
    await after['files.fetch']({ space, node: await nodeOf(bob, 'Film.mp4') })
    expect(await bob.read('Film.mp4')).toBe('ein langer Film')
    await after['ignoring.set']({ space, rules: null })
    await bob.sync()
    expect(await named(bob, 'Film.mp4')).toMatchObject({ state: 'synced' })
    expect(Object.keys(await bob.tree()).filter((name) => name.includes('Film'))).toEqual(['Film.mp4'])
  })
})

describe('what others and the relay know', () => {
  test('who has seen what is what their devices said, and where rights come from stands in the log', async () => {
    for (const person of [bob, alice, bob, alice]) await person.sync()
    const members = await handlersOf(alice).handlers['spaces.members']({ space })
    const his = members.find(({ person }) => person.id === bob.core.me.id)
    expect(his).toMatchObject({ origin: { by: { id: alice.core.me.id } }, seen: { newest: true } })
    expect(members.find(({ owner }) => owner)).toMatchObject({ origin: null, seen: null })
    const { devices, limitDays } = await handlersOf(alice).handlers['place.get']({ space })
    expect(devices.map(({ person, here, newest }) => [person.id, here, newest])).toEqual([
      [alice.core.me.id, true, true],
      [bob.core.me.id, false, true],
    ])
    expect(limitDays).toBe(7)
    expect(await handlersOf(alice).handlers['place.relay']({ space })).toMatchObject({
      operator: 'Kanzlei Beispiel',
      place: 'Köln',
    })
  })

  test('T60 the stored record of a file is shown as the relay has it, and neither its name nor the space’s is in it', async () => {
    const { handlers } = handlersOf(alice)
    const items = await handlers['server.items']({ space, text: 'VERTRAG' })
    expect(items.map(({ name }) => name)).toEqual(['Vertrag.txt'])
    const view = await handlers['server.view']({ space, node: items[0]?.id ?? ('' as NodeId) })
    expect(view.mine).toMatchObject({ name: 'Vertrag.txt', size: 23, by: { id: bob.core.me.id } })
    expect(view.entry).toMatchObject({ kind: 'commit', space, signatures: 1, packs: [4096] })
    expect(view.nameFound).toBe(false)
    expect(view.pack).toMatchObject({ length: 4096 })
    const hex = (text: string) => Buffer.from(text).toString('hex')
    expect(view.pack?.bytes.startsWith(hex('SGL1'))).toBe(true)
    const shown = JSON.stringify([view.entry, view.pack])
    for (const secret of ['Vertrag', 'Fassung', 'Geheimnis']) expect(shown).not.toContain(hex(secret))
    expect(view.head[0]?.number).toBe(alice.core.spaces.open(space).replica.state.head.seq)
    expect(view.members).toHaveLength(2)
  })

  test('an entry that is not the one this device verified is refused, not shown', async () => {
    const joined = alice.core.spaces.open(space)
    const node = await nodeOf(alice, 'Vertrag.txt')
    const [another] = await joined.stored.entries(1, 1, AbortSignal.timeout(10_000))
    const lie = vi.spyOn(joined.stored, 'entries').mockResolvedValue(another === undefined ? [] : [another])
    await expect(handlersOf(alice).handlers['server.view']({ space, node })).rejects.toMatchObject({
      code: 'E_INTEGRITY',
    })
    lie.mockRestore()
  })

  test('nothing is green without a reason: not offline, not paused, not after a week without a word', async () => {
    for (const person of [bob, alice, bob, alice]) await person.sync()
    const { session, handlers } = handlersOf(alice)
    const isFresh = async () => (await handlers['spaces.get']({ space })).isFresh
    const connectedAs = (state: string) =>
      Object.defineProperty(session, 'background', {
        value: { connection: { state }, whyUnreached: () => null, pause: { state: null } },
        configurable: true,
      })
    connectedAs('offline')
    expect(await isFresh()).toBe(false)
    connectedAs('online')
    expect(await isFresh()).toBe(true)
    alice.core.spaces.setPaused(space, true)
    expect(await isFresh()).toBe(false)
    alice.core.spaces.setPaused(space, false)
    await alice.sync()
    expect(await isFresh()).toBe(true)
    office.pass(8 * 24 * 60 * 60 * 1000)
    expect(await isFresh()).toBe(false)
    office.pass(-8 * 24 * 60 * 60 * 1000)
  })

  test('a key that is due is told until it was changed', async () => {
    const { handlers } = handlersOf(bob)
    expect(await handlers['spaces.keyDue']({ space })).toEqual({ due: false })
    expect(await readdir(path.join(alice.profileDirectory))).not.toContain('opened')
  })
})
