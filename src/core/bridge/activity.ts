// Handlers of `activity`: what happened, page by page and as a file, and what the window said in passing. Runs in core's utility process.
import { Refused } from '../../shared/base/errors.ts'
import { utf8 } from '../../shared/base/encoding.ts'
import { createTranslator, type Language, type Texts } from '../../shared/i18n/index.ts'
import { happening, type Activity, type ActivityFilter } from '../../shared/ipc/activity.ts'
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import { writeFileAtomic } from '../../node/files/index.ts'
import {
  exportedColumns,
  lookThrough,
  lookUp,
  toCsv,
  toJson,
  type ActivityNames,
  type ExportedActivity,
} from '../activity/index.ts'
import type { Core } from '../core.ts'
import { addActivity, readActivePeople, readSpace, type ActivityRecord } from '../store/index.ts'
import { byName, describePerson } from './people.ts'
import type { Session } from './session.ts'

type ActivityHandlers = { [K in keyof Handlers as K extends `activity.${string}` ? K : never]: Handlers[K] }

export function activityHandlers(session: Session): ActivityHandlers {
  return {
    'activity.list': async ({ filter, before, limit }) => {
      const { core } = session
      const wish = { filter, before: before === null ? null : Number(before), limit }
      const { records, more } = await lookUp(core.store, namesOf(core), wish)
      return { items: records.flatMap((record) => describe(core, record)), more }
    },
    'activity.people': () => {
      const { core } = session
      const people = readActivePeople(core.store).map((id) => describePerson(core, id))
      return people.sort(byName)
    },
    'activity.keep': ({ tone, text }) => {
      const { core } = session
      const record = { at: core.now(), kind: `told-${tone}`, spaceId: null, identityId: null, subject: text }
      core.store.write((store) => addActivity(store, record))
      core.changes.emit({ topic: 'activity', space: null })
      return null
    },
    'activity.export': async ({ filter, form, language, file }) => {
      const entries = await exported(session.core, filter, language)
      const text = form === 'json' ? toJson(entries) : tableOf(entries, language)
      await writeFileAtomic(session.pathOf(file), utf8(text)).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'write'
        throw error instanceof Refused ? error : new BridgeRefused('E_PATH', code)
      })
      return { count: entries.length }
    },
  }
}

/** All of it, as a table for other programs. */
export async function activityTable(core: Core, language: Language): Promise<string> {
  return tableOf(await exported(core, { space: null, by: null, group: null, text: '' }, language), language)
}

const tableOf = (entries: readonly ExportedActivity[], language: Language): string =>
  toCsv(entries, { titles: titlesIn(language), separator: language === 'de' ? ';' : ',' })

const spaceName = (core: Core, id: NonNullable<ActivityRecord['spaceId']>): string =>
  readSpace(core.store, id)?.name ?? ''

const namesOf = (core: Core): ActivityNames => ({
  person: (id) => core.nameOf(id),
  space: (id) => spaceName(core, id),
})

const titlesIn = (language: Language): readonly string[] => {
  const { t } = createTranslator(language)
  return exportedColumns.map((column) => t(`activity.column.${column}`))
}

/** What is kept under a kind that this version does not know is left out. */
function describe(core: Core, record: ActivityRecord): Activity[] {
  const what = happening.safeParse(record.kind)
  if (!what.success) return []
  const space = record.spaceId === null ? null : readSpace(core.store, record.spaceId)
  const by = record.identityId === null ? null : describePerson(core, record.identityId)
  const isCheck = record.kind === 'contact-verified'
  const subject = isCheck && by !== null ? by.name : record.subject
  return [
    {
      id: String(record.id),
      at: record.at,
      what: what.data,
      by: isCheck ? describePerson(core, core.me.id) : by,
      device: record.deviceId === null ? null : core.devices.nameOf(record.deviceId),
      space: space && { id: space.id, name: space.name },
      subject: subject === '' ? null : subject,
      count: record.count,
    },
  ]
}

async function exported(core: Core, filter: ActivityFilter, language: Language): Promise<readonly ExportedActivity[]> {
  const { t } = createTranslator(language)
  const entries: ExportedActivity[] = []
  for await (const record of lookThrough(core.store, namesOf(core), { filter, before: null }))
    for (const item of describe(core, record)) entries.push(exportedOf(item, t))
  return entries
}

const exportedOf = ({ at, what, by, device, space, subject, count }: Activity, t: Texts): ExportedActivity => ({
  time: new Date(at).toISOString(),
  event: what,
  text: t(`activity.what.${what}`, { subject: subject ?? '', count, others: String(count - 1) }),
  person: by?.name ?? '',
  identity: by?.id ?? '',
  device: device ?? '',
  space: space?.name ?? '',
  subject: subject ?? '',
  count,
})
