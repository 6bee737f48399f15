// First steps: a real space of one's own with a few files that explain it, made when a person asks for it and deleted in one step.
// Runs in core.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refused } from '../shared/base/errors.ts'
import type { SpaceId } from '../shared/domain/ids.ts'
import { createTranslator, type Language } from '../shared/i18n/index.ts'
import type { Core } from './core.ts'
import { deleteSetting, putSetting, readSetting } from './store/index.ts'

const setting = 'sample-space'
const files = ['welcome', 'undo', 'people', 'server'] as const

/** The sample while it is there; null: none was made, or it is deleted. */
export function sampleSpace(core: Core): SpaceId | null {
  const id = readSetting(core.store, setting) as SpaceId | null
  const isThere = core.spaces.list().some((space) => space.id === id && space.state === 'joined')
  return isThere ? id : null
}

/** Makes it in `folder`, which is new or empty, in the person's language. Throws E_CONFLICT for a second one, E_PATH, E_TRANSPORT. */
export async function createSample(
  core: Core,
  { folder, language }: { readonly folder: string; readonly language: Language },
  signal: AbortSignal,
): Promise<SpaceId> {
  if (sampleSpace(core) !== null) throw new Refused('E_CONFLICT', 'there is a sample')
  const { t } = createTranslator(language)
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new Refused('E_PATH', 'not-empty')
  for (const file of files)
    await writeFile(path.join(folder, t(`sample.files.${file}.name`)), `${t(`sample.files.${file}.text`)}\n`)
  const id = await core.spaces.create(folder, t('sample.name'), signal)
  core.store.write((store) => putSetting(store, setting, id))
  return id
}

/** Ends it. Answers the folder, which is still there; null: it has none. Throws E_ID where there is no sample, E_TRANSPORT. */
export async function endSample(core: Core, signal: AbortSignal): Promise<string | null> {
  const id = sampleSpace(core)
  if (id === null) throw new Refused('E_ID', 'no sample')
  const { folder } = core.spaces.mustKnow(id)
  await core.spaces.discard(id, signal)
  core.store.write((store) => deleteSetting(store, setting))
  return folder
}
