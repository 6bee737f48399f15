// Commands about content: sync, status, versions, restore, log. Runs in the CLI.
import { keepInStep } from '../../core/background.ts'
import type { Core } from '../../core/core.ts'
import { readLostPacks, readOutcome, type SyncOutcome } from '../../core/spaces/index.ts'
import type { SyncStatus } from '../../core/sync/index.ts'
import { Refused, WrongClock } from '../../shared/base/errors.ts'
import { unwrap } from '../../shared/base/result.ts'
import { decodeManifest } from '../../shared/content/manifest.ts'
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { IdentityId, PackId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import { UsageError } from '../arguments.ts'
import { findNode, findSpace } from '../find.ts'
import { clockText, NeedsPerson } from '../output.ts'
import { seenOf } from '../seen.ts'
import { withCore } from '../session.ts'
import type { Command } from './command.ts'

/** `--once` ends when this side is settled with the relay; `--watch` when it is interrupted. */
export const sync: Command = {
  shape: { values: [], options: ['timeout', 'missing'], flags: ['once', 'watch'] },
  run: ({ profile, options, flags, output, signal }) =>
    withCore(profile, async (core, { clock }) => {
      if (flags.has('once') === flags.has('watch')) throw new UsageError('one of --once and --watch')
      if (flags.has('watch')) {
        await keepInStep(core, clock, signal, () => output.answer({ watching: true }, ['Watching. Ctrl C ends it.']))
        return
      }
      const answer = answerOf(options['missing'])
      const limited = withTimeout(signal, options['timeout'])
      let statuses = await core.syncOnce(limited)
      if (answer !== null && (await answerMissing(core, answer))) statuses = await core.syncOnce(limited)
      if (core.spaces.list().some(({ id, state }) => state === 'joined' && core.spaces.open(id).inDoubt().length > 0))
        throw new NeedsPerson('contact-conflict')
      mustBeSettled(statuses)
      const skipped = statuses.flatMap((one) => one.skipped)
      const notes = skipped.map(({ path, reason }) => `Not exchanged (${reason}): ${path}`)
      const seen = core.spaces.list().map(({ id, name }) => ({ id, name, ...seenOf(core, id) }))
      if (seen.some(({ heldBackFrom }) => heldBackFrom != null)) throw new NeedsPerson('held-back')
      const unconfirmed = seen.flatMap(({ id, name, unconfirmedSince: since }) =>
        since == null ? [] : { id, name, since },
      )
      const doubts = unconfirmed.map(({ name, since }) => `${name}: nobody else was heard since ${dateOf(since)}`)
      const lines = [...notes, ...doubts, ...(doubts.length === 0 ? ['Up to date.'] : [])]
      output.answer({ settled: true, spaces: statuses.length, skipped, unconfirmed }, lines)
    }),
}

export const status: Command = {
  shape: { values: [] },
  run: ({ profile, output }) =>
    withCore(profile, (core) => {
      const clockOffBy = core.lastClockOffBy
      const { idText, name, email } = core.person
      const relay = core.home.home.address
      const spaces = core.spaces.list().map(({ id, name: called, state, folder, paused }) => ({
        id,
        name: called,
        state,
        folder,
        paused,
        sync: readOutcome(core.store, id),
        seen: seenOf(core, id),
        inDoubt: state === 'joined' ? inDoubtOf(core, id) : [],
      }))
      const requests = core.contacts.list().filter(({ state }) => state === 'asking').length
      const shown = spaces.map((space) => lineOf(space, (id) => core.nameOf(id)))
      const lines = [`${name} ${idText}`, `Relay ${relay}`, ...clockLine(clockOffBy), ...shown]
      output.answer({ identity: core.me.id, name, email, relay, requests, clockOffBy, spaces }, lines)
      return Promise.resolve()
    }),
}

export const versions: Command = {
  shape: { values: ['space', 'path'] },
  run: ({ profile, values, output }) =>
    withCore(profile, (core) => {
      const space = findSpace(core, values['space'] ?? '')
      const { tree } = core.spaces.open(space).replica
      const node = findNode(tree, values['path'] ?? '')
      const gone = readLostPacks(core.store, space)
      const list = tree.revisions(node.id).map(({ id: version, author, time: at, manifest }) => {
        const lost = isAmong(gone, manifest)
        return { version, by: core.nameOf(author), at, current: version === node.revision, lost }
      })
      const notesOf = (one: (typeof list)[number]) => `${one.current ? ' (current)' : ''}${one.lost ? ' (lost)' : ''}`
      const lines = list.map((one) => `${one.version} ${dateOf(one.at)} ${one.by}${notesOf(one)}`)
      output.answer({ trashed: node.trashed, versions: list }, lines)
      return Promise.resolve()
    }),
}

/** Makes an earlier version the newest one; a file in the trash comes back with it. */
export const restore: Command = {
  shape: { values: ['space', 'path', 'version'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const space = findSpace(core, values['space'] ?? '')
      const { tree } = (await core.spaces.tend(space, signal)).replica
      const node = findNode(tree, values['path'] ?? '')
      const version = values['version'] as RevisionId
      const wanted = tree.revisions(node.id).find(({ id }) => id === version)
      // A process of its own has asked the relay for nothing yet.
      if (wanted !== undefined && isAmong(readLostPacks(core.store, space), wanted.manifest))
        throw new Refused('E_INTEGRITY', 'the relay lost this version')
      const engine = core.spaces.engineOf(space)
      if (!tree.isReachable(node.id)) unwrap(await engine.restoreNode(node.id, signal))
      if (node.revision !== version) unwrap(await engine.restoreVersion(node.id, version, signal))
      mustBeSettled(await core.syncOnce(signal))
      output.answer({ space, restored: version }, ['Restored.'])
    }),
}

export const log: Command = {
  shape: { values: ['space'] },
  run: ({ profile, values, output }) =>
    withCore(profile, (core) => {
      const { replica } = core.spaces.open(findSpace(core, values['space'] ?? ''))
      const entries = replica.entries().map(({ seq, header }) => ({
        seq,
        type: header?.type ?? 'genesis',
        by: core.nameOf(header?.authorId ?? replica.state.owner),
        at: header?.time ?? null,
      }))
      const lines = entries.map(({ seq, type, by, at }) => `${seq} ${at === null ? '' : dateOf(at)} ${type} ${by}`)
      output.answer(entries, lines)
      return Promise.resolve()
    }),
}

/** Contacts in conflict because of whom nothing can be written. PROTOCOL §10, T02. */
const inDoubtOf = (core: Core, id: SpaceId) =>
  core.spaces
    .open(id)
    .inDoubt()
    .map((contact) => ({ id: contact, name: core.nameOf(contact) }))

const isAmong = (packs: ReadonlySet<PackId>, manifest: Uint8Array): boolean =>
  decodeManifest(manifest).packs.some((pack) => packs.has(pack))

type Line = {
  readonly name: string
  readonly state: string
  readonly sync: SyncOutcome | null
  readonly inDoubt: readonly { readonly name: string }[]
}

const lineOf = ({ name, state, sync, inDoubt }: Line, nameOf: (id: IdentityId) => string): string => {
  if (inDoubt.length > 0) {
    const names = inDoubt.map((one) => one.name).join(', ')
    return `${name}: ${state}, needs you: compare with ${names} (contact replace), or space revoke`
  }
  if (sync === null) return `${name}: ${state}`
  const { settled, obstacle, at } = sync
  if (obstacle?.kind === 'entry-ahead') {
    const { author, until } = obstacle
    return `${name}: ${state}, an entry by ${nameOf(author) || identityCode(author)} is dated ahead and waits until ${dateOf(until)} (${dateOf(at)})`
  }
  const reason =
    obstacle !== null && 'code' in obstacle
      ? `${obstacle.kind} ${obstacle.code}`
      : obstacle?.kind === 'lost'
        ? `the relay lost ${obstacle.files} of its files`
        : obstacle?.kind
  return `${name}: ${state}, ${settled ? 'up to date' : reason} (${dateOf(at)})`
}

/** What `--missing` says about files that a folder lacks; null: a person is asked (exit 5). */
function answerOf(given: string | undefined): 'fetch' | 'remove' | null {
  if (given === undefined || given === 'fetch' || given === 'remove') return given ?? null
  throw new UsageError('--missing takes fetch or remove')
}

/** True if a space was waiting for the answer. */
async function answerMissing(core: Core, answer: 'fetch' | 'remove'): Promise<boolean> {
  const engines = core.spaces.list().flatMap(({ id, state, folder }) => {
    return state === 'joined' && folder !== null ? core.spaces.engineOf(id) : []
  })
  const waiting = engines.filter(({ status: { obstacle } }) => obstacle?.kind === 'missing')
  for (const engine of waiting) await engine.answerMissing(answer)
  return waiting.length > 0
}

const dateOf = (at: number): string => new Date(at).toISOString()

function withTimeout(signal: AbortSignal, seconds: string | undefined): AbortSignal {
  if (seconds === undefined) return signal
  const limit = Number(seconds)
  if (!Number.isFinite(limit) || limit <= 0) throw new UsageError('--timeout takes seconds')
  return AbortSignal.any([signal, AbortSignal.timeout(limit * 1000)])
}

/** Throws E_TRANSPORT where the relay was the reason, the code of what is damaged or refused, NeedsPerson where somebody has to look. */
function mustBeSettled(statuses: readonly SyncStatus[]): void {
  for (const { settled, obstacle } of statuses) {
    if (obstacle?.kind === 'offline') throw new Refused('E_TRANSPORT', 'not settled')
    if (obstacle?.kind === 'relay-full') throw new Refused('E_QUOTA', 'not settled')
    if (obstacle?.kind === 'withheld') throw new Refused('E_TRANSPORT', 'data withheld')
    if (obstacle?.kind === 'refused' || obstacle?.kind === 'damaged') throw new Refused(obstacle.code, 'not settled')
    if (obstacle?.kind === 'lost') throw new NeedsPerson('contents-lost')
    if (obstacle?.kind === 'clock') throw new WrongClock(obstacle.offBy)
    if (obstacle?.kind === 'missing') throw new NeedsPerson('files-missing')
    if (obstacle !== null) throw new NeedsPerson(obstacle.kind)
    if (!settled) throw new NeedsPerson('not-settled')
  }
}

const clockLine = (offBy: number | null): readonly string[] => (offBy === null ? [] : [clockText(offBy)])
