// Writes a file of frozen vectors where there is none. What stands there is never changed: it is what other versions read.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format } from 'prettier'

/** `value` as JSON in `file`, relative to the repository's root; byte strings become hex. */
export async function writeVectorsOnce(file: string, value: unknown): Promise<void> {
  const target = path.resolve(import.meta.dirname, '../..', file)
  if (existsSync(target)) {
    console.log(`kept    ${file}`)
    return
  }
  const hex = (_: string, item: unknown) => (item instanceof Uint8Array ? Buffer.from(item).toString('hex') : item)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, await format(JSON.stringify(value, hex), { parser: 'json', printWidth: 120 }))
  console.log(`written ${file}`)
}
