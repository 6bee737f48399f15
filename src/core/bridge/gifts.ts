// Handlers of `links` and `gifts`: invitation links, and files given to a contact. Runs in core's utility process.
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { giveFiles, nameBetween, spaceBetween } from '../give-files.ts'
import type { CopyProgress } from '../platform/index.ts'
import { scopeOf } from '../remote/index.ts'
import { freeFolder } from './free-folder.ts'
import type { Session } from './session.ts'

type Group = 'links' | 'gifts'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const patience = 30_000
const soon = () => AbortSignal.timeout(patience)
const day = 24 * 60 * 60 * 1000

export function giftHandlers(session: Session): GroupHandlers {
  const links = () => session.core.contacts.links
  let underWay: { readonly stop: AbortController; progress: CopyProgress | null } | null = null

  return {
    'links.create': async ({ note, days }) => {
      const { core } = session
      const { link, record } = await links().create({ note, expiresAt: core.now() + days * day }, soon())
      return { link, expiresAt: record.expiresAt, reach: scopeOf(core.home.home.address) }
    },
    'links.list': () =>
      links()
        .list()
        .map(({ token, note, madeAt, expiresAt }) => ({ id: toHex(token), note, madeAt, expiresAt })),
    'links.withdraw': async ({ link }) => {
      await links().withdraw(fromHex(link), soon())
      return null
    },

    'gifts.plan': ({ contact }) => {
      const existing = spaceBetween(session.core, contact)
      const name = nameBetween(session.core, contact)
      const folder = session.offer(freeFolder(name))
      return { space: existing && { id: existing.id, name: existing.name }, name, folder }
    },
    'gifts.give': async ({ contact, items, folder, preset }) => {
      if (underWay !== null) throw new Refused('E_CONFLICT', 'a copy is under way')
      const sources = items.map((token) => session.pathOf(token))
      const target = folder === null ? null : session.pathOf(folder)
      const gift = { stop: new AbortController(), progress: null as CopyProgress | null }
      underWay = gift
      const onProgress = (progress: CopyProgress) => {
        gift.progress = progress
        session.tell('gifts', null)
      }
      const { signal } = gift.stop
      try {
        return await giveFiles(session.core, { contact, sources, folder: target, preset }, { signal, onProgress })
      } catch (error) {
        if (signal.aborted) throw new Refused('E_STALE', 'stopped')
        throw error
      } finally {
        underWay = null
      }
    },
    'gifts.progress': () => underWay?.progress ?? null,
    'gifts.stop': () => {
      underWay?.stop.abort()
      return null
    },
  }
}
