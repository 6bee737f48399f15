// Handlers of `profile` and `takeout`: how one is called, what is kept here, how Siegel is doing, a copy of everything. Runs in core's
// utility process.
import path from 'node:path'
import { Refused } from '../../shared/base/errors.ts'
import { createTranslator, type Language } from '../../shared/i18n/index.ts'
import { BridgeRefused, type Diagnosis, type Handlers } from '../../shared/ipc/index.ts'
import { vCardsOf } from '../contacts/index.ts'
import type { Core } from '../core.ts'
import { certificatesIn } from '../remote/index.ts'
import { emptyDirectory, measureDirectory, ownDirectory, type CopyProgress } from '../platform/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { takeOut, type Addition } from '../takeout.ts'
import { activityTable } from './activity.ts'
import { ownNetwork } from './own-network.ts'
import type { Session } from './session.ts'
import { syncStateOf } from './sync-state.ts'

type Group = 'profile' | 'takeout'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const trashOf = (folder: string): string => path.join(folder, ownDirectory, 'trash')

export function profileHandlers(session: Session): GroupHandlers {
  const takeout = takeoutHandlers(session)
  return {
    ...takeout,
    'profile.set': ({ name, email }) => {
      session.core.introduceAs({ name, email })
      session.tell('app', null)
      return null
    },
    'profile.measure': async () => {
      const trash = foldersOf(session).map(async ({ id, name, folder }) => {
        const { files, bytes } = await measureDirectory(trashOf(folder))
        return { space: id, name, files, bytes }
      })
      return { profileBytes: await profileBytes(session), trash: await Promise.all(trash) }
    },
    'profile.clearTrash': async ({ space }) => {
      const found = foldersOf(session).find(({ id }) => id === space)
      if (found === undefined) throw new BridgeRefused('E_GONE', 'no folder')
      await emptyDirectory(trashOf(found.folder))
      session.tell('app', null)
      return null
    },
    'profile.diagnose': () => diagnose(session),
  }
}

function takeoutHandlers(session: Session) {
  let underWay: { readonly stop: AbortController; progress: CopyProgress | null } | null = null
  return {
    'takeout.start': async ({ folder, language }) => {
      if (underWay !== null) throw new Refused('E_CONFLICT', 'a copy is under way')
      const target = session.pathOf(folder)
      const copy = { stop: new AbortController(), progress: null as CopyProgress | null }
      underWay = copy
      const { signal } = copy.stop
      const onProgress = (progress: CopyProgress) => {
        copy.progress = progress
        session.tell('gifts', null)
      }
      try {
        return await takeOut(session.core, target, await additions(session.core, language), { signal, onProgress })
      } catch (error) {
        if (signal.aborted) throw new Refused('E_STALE', 'stopped')
        throw error
      } finally {
        underWay = null
        session.tell('gifts', null)
      }
    },
    'takeout.progress': () => underWay?.progress ?? null,
    'takeout.stop': () => {
      underWay?.stop.abort()
      return null
    },
  } satisfies { [K in keyof Handlers as K extends `takeout.${string}` ? K : never]: Handlers[K] }
}

/** The address book with all that is private in it, and what happened: both for other programs. */
async function additions(core: Core, language: Language): Promise<readonly Addition[]> {
  const { t } = createTranslator(language)
  const cards = core.contacts
    .list()
    .map(({ name, emails, categories, notes }) => ({ name, emails, categories, note: notes }))
  return [
    { name: `${t('contacts.title')}.vcf`, text: vCardsOf(cards) },
    { name: `${t('activity.title')}.csv`, text: await activityTable(core, language) },
  ]
}

/** Counts and states: nothing in it tells whose they are. */
async function diagnose(session: Session): Promise<Diagnosis> {
  const { core, background } = session
  const spaces = core.spaces.list()
  const joined = spaces.filter(({ state }) => state === 'joined')
  const summaries = joined.map(({ id }) => core.spaces.open(id).replica.summarise())
  const kinds = joined.map((record) => syncStateOf(session, record).kind)
  const { proxy, certificates } = ownNetwork(core.store)
  return {
    profile: {
      spaces: joined.length,
      invited: spaces.filter(({ state }) => state === 'invited').length,
      paused: joined.filter(({ paused }) => paused).length,
      contacts: core.contacts.list().length,
      files: summaries.reduce((sum, { files }) => sum + files, 0),
      bytes: summaries.reduce((sum, { bytes }) => sum + bytes, 0),
      profileBytes: await profileBytes(session),
    },
    relay: session.relayKind,
    connection: background?.connection.state ?? 'connecting',
    clockOffBy: core.clockOffBy,
    states: [...new Set(kinds)].map((state) => ({ state, spaces: kinds.filter((kind) => kind === state).length })),
    skipped: joined.reduce((sum, { id }) => sum + (core.spaces.open(id).engine?.status.skipped.length ?? 0), 0),
    hasProxy: proxy !== null,
    ownCertificates: certificatesIn(certificates ?? '').length,
  }
}

const profileBytes = async ({ stage }: Session): Promise<number> =>
  'profile' in stage ? (await measureDirectory(stage.profile.directory)).bytes : 0

const foldersOf = ({ core }: Session): readonly (SpaceRecord & { readonly folder: string })[] =>
  core.spaces.list().flatMap((space) => {
    const { folder } = space
    return space.state === 'joined' && folder !== null ? [{ ...space, folder }] : []
  })
