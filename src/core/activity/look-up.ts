// Looks through what happened: of a space, by a person, of a kind, with a text in it; page by page, newest first. Runs in core.
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { activityGroups, type ActivityFilter } from '../../shared/ipc/activity.ts'
import { foldForSearch, wordsOf } from '../search/index.ts'
import { readActivity, type ActivityRecord, type ReadableStore } from '../store/index.ts'
import { turnOfOthers } from '../turns.ts'

/** Records looked through before others have their turn. */
const step = 1000

export type ActivityNames = {
  readonly person: (id: IdentityId) => string
  readonly space: (id: SpaceId) => string
}

/** Records from `before` (the id of one; null: the newest) on to the oldest that pass the filter. */
export async function* lookThrough(
  store: ReadableStore,
  names: ActivityNames,
  { filter, before }: { readonly filter: ActivityFilter; readonly before: number | null },
): AsyncGenerator<ActivityRecord> {
  const { space: spaceId, by: identityId, group } = filter
  const kinds = group === null ? null : activityGroups[group]
  const passes = matcherOf(filter.text, names)
  let from = before
  for (;;) {
    const records = readActivity(store, { spaceId, identityId, kinds, before: from, limit: step })
    for (const record of records) if (passes(record)) yield record
    const last = records.at(-1)
    if (last === undefined || records.length < step) return
    from = last.id
    await turnOfOthers()
  }
}

export async function lookUp(
  store: ReadableStore,
  names: ActivityNames,
  wish: { readonly filter: ActivityFilter; readonly before: number | null; readonly limit: number },
): Promise<{ readonly records: readonly ActivityRecord[]; readonly more: boolean }> {
  const records: ActivityRecord[] = []
  for await (const record of lookThrough(store, names, wish)) {
    if (records.length === wish.limit) return { records, more: true }
    records.push(record)
  }
  return { records, more: false }
}

function matcherOf(text: string, names: ActivityNames): (record: ActivityRecord) => boolean {
  const words = wordsOf(text)
  if (words.length === 0) return () => true
  const known = new Map<string, string>()
  const nameOf = <T extends string>(id: T | null, name: (id: T) => string): string => {
    if (id === null) return ''
    const folded = known.get(id) ?? foldForSearch(name(id))
    known.set(id, folded)
    return folded
  }
  return ({ subject, identityId, spaceId }) => {
    const texts = [foldForSearch(subject), nameOf(identityId, names.person), nameOf(spaceId, names.space)]
    return words.every((word) => texts.some((one) => one.includes(word)))
  }
}
