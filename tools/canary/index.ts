// The canary search of the demo and of e2e: known words are looked for where only ciphertext may be. A search that finds
// nothing proves something only after `checkControls`, which shows that it would have found each encoding.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { controlsOf } from './encodings.ts'
import { searchFolder } from './search.ts'

export { canaryWord } from './encodings.ts'
export { searchBytes, searchFolder, type Find, type Searched } from './search.ts'

export type Controls = { readonly planted: readonly string[]; readonly missed: readonly string[] }

/** Plants each word in each encoding (`planted`) in a folder of its own and searches that; `missed` are those not found. */
export async function checkControls(words: readonly string[]): Promise<Controls> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-canary-'))
  try {
    const planted = words.flatMap((word, of) =>
      controlsOf(word).map((control, at) => ({ ...control, word, file: `${of}-${at}` })),
    )
    for (const { file, bytes } of planted) await writeFile(path.join(folder, file), bytes)
    const { finds } = await searchFolder(folder, words)
    const found = ({ file, word, encoding }: (typeof planted)[number]) =>
      finds.some((find) => find.place === file && find.word === word && find.encoding.startsWith(encoding))
    return {
      planted: planted.map((one) => one.encoding),
      missed: planted.filter((one) => !found(one)).map((one) => one.encoding),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
