// The canary search of the demo and of e2e: known words are looked for where only ciphertext may be. A search that finds
// nothing proves something only after `checkControls`, which shows that it would have found each encoding.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { controlsOf } from './encodings.ts'
import { searchFolder } from './search.ts'

export { canaryWord } from './encodings.ts'
export { searchBytes, searchFolder, type Find, type Searched } from './search.ts'
export { Tap } from './tap.ts'

type Controls = { readonly planted: readonly string[]; readonly missed: readonly string[] }

/** Puts `bytes` into what is searched; answers the place in which they must be found. */
export type Plant = (bytes: Buffer, number: number) => Promise<string>

/** Plants each word in each encoding (`planted`) in a folder of its own and searches that; `missed` are those not found. */
export async function checkControls(words: readonly string[]): Promise<Controls> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-canary-'))
  try {
    return await checkControlsIn(folder, words)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The same in `folder`, which was searched before; `plant` for what can be brought there in another way than as a file. */
export async function checkControlsIn(
  folder: string,
  words: readonly string[],
  plant: Plant = async (bytes, number) => {
    await writeFile(path.join(folder, `control-${number}`), bytes)
    return `control-${number}`
  },
): Promise<Controls> {
  const planted: { readonly word: string; readonly encoding: string; readonly place: string }[] = []
  for (const word of words) {
    for (const { encoding, bytes } of controlsOf(word))
      planted.push({ word, encoding, place: await plant(bytes, planted.length) })
  }
  const { finds } = await searchFolder(folder, words)
  const found = ({ place, word, encoding }: (typeof planted)[number]) =>
    finds.some((find) => find.place === place && find.word === word && find.encoding.startsWith(encoding))
  return {
    planted: planted.map((one) => one.encoding),
    missed: planted.filter((one) => !found(one)).map((one) => one.encoding),
  }
}
