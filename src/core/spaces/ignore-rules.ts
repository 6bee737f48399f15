// Which names a space leaves out on this device, in gitignore syntax, as its person set them. SYNC.md "What is a file here". Runs in core.
import type { SpaceId } from '../../shared/domain/ids.ts'
import { deleteSetting, putSetting, readSetting, type Store } from '../store/index.ts'
import { defaultIgnoreRules } from '../sync/index.ts'

const key = (space: SpaceId): string => `ignore:${space}`

/** One rule a line; the default ones until a person sets others. */
export function readIgnoreRules(store: Store, space: SpaceId): readonly string[] {
  const stored = readSetting(store, key(space))
  return stored === null ? defaultIgnoreRules : stored.split('\n')
}

/** Null: the default ones again. */
export function putIgnoreRules(store: Store, space: SpaceId, rules: readonly string[] | null): void {
  store.write((writable) =>
    rules === null ? deleteSetting(writable, key(space)) : putSetting(writable, key(space), rules.join('\n')),
  )
}
