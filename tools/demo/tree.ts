// The demo's folders: making alice's, editing both, and reading a folder back from disk as one hash.
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

export type Tree = {
  readonly sha256: string
  readonly lines: ReadonlySet<string>
  readonly files: number
  readonly folders: number
  readonly bytes: number
}

/** Where each person's own trash and unfinished files lie: not part of what they share. */
const ownFolder = '.siegel'

/** Every file and folder below `folder` as it stands on the disk now: path, kind, executable or not, SHA-256 of the content. */
export async function readTree(folder: string): Promise<Tree> {
  const lines: string[] = []
  let files = 0
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const place = path.relative(folder, file)
    if (place.split(path.sep)[0] === ownFolder) continue
    if (entry.isFile()) {
      const content = await readFile(file)
      const { mode } = await stat(file)
      lines.push(
        `${place}\0file${mode & 0o100 ? ' executable' : ''}\0${createHash('sha256').update(content).digest('hex')}`,
      )
      files += 1
      bytes += content.length
    } else lines.push(`${place}\0${entry.isDirectory() ? 'folder' : 'other'}`)
  }
  lines.sort()
  const sha256 = createHash('sha256').update(lines.join('\n')).digest('hex')
  return { sha256, lines: new Set(lines), files, folders: lines.length - files, bytes }
}

/** What stands in one tree only, each with its side: empty exactly when the trees are equal. */
export function differences(alice: Tree, bob: Tree): readonly string[] {
  const only = (side: string, one: Tree, other: Tree) =>
    [...one.lines]
      .filter((line) => !other.lines.has(line))
      .map((line) => `only ${side}: ${line.replaceAll('\0', '  ')}`)
  return [...only('alice', alice, bob), ...only('bob', bob, alice)]
}

export type Words = { readonly person: string; readonly name: string; readonly content: string }

async function write(folder: string, place: string, content: string | Uint8Array): Promise<void> {
  const file = path.join(folder, place)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
}

/** Alice's folder: nested, umlauts, emoji, long names, empty things, 300 small files, one of 40 MiB. */
export async function plantTree(folder: string, words: Words): Promise<void> {
  await write(folder, `Verträge/${words.name}/Entwurf – äöüß.txt`, `Dear Bob, the word is ${words.content}.\n`)
  await write(folder, '🏡 home/こんにちは/ελληνικά/שלום.md', `# ${words.content}\n`.repeat(200))
  await write(folder, `${'a long name '.repeat(19)}.txt`, 'long')
  await write(folder, 'deep/1/2/3/4/5/6/7/8/9/10/bottom.txt', 'bottom')
  await write(folder, 'empty file', '')
  await mkdir(path.join(folder, 'empty folder', 'and one inside'), { recursive: true })
  await write(folder, 'run me.sh', '#!/bin/sh\necho hello\n')
  await chmod(path.join(folder, 'run me.sh'), 0o755)
  await write(
    folder,
    `film ${words.name}.bin`,
    Buffer.concat([randomBytes(20 << 20), Buffer.from(words.content), randomBytes(20 << 20)]),
  )
  for (let at = 0; at < 300; at++) await write(folder, `photos/${at % 7}/picture ${at}.jpg`, randomBytes(at * 61))
}

/** What alice and bob change, at different places, before either hears of the other's change. */
export async function editBoth(alice: string, bob: string, words: Words): Promise<void> {
  await write(alice, `Verträge/${words.name}/Entwurf – äöüß.txt`, `Changed by alice: ${words.content}\n`)
  await write(alice, 'new from alice.txt', words.content)
  await rename(path.join(alice, 'photos/1'), path.join(alice, 'renamed photos'))
  await write(bob, `new from bob ${words.name}/note.txt`, words.content)
  await write(bob, 'deep/1/2/3/4/5/6/7/8/9/10/bottom.txt', 'changed by bob')
  await rm(path.join(bob, 'photos/2'), { recursive: true })
  await rm(path.join(bob, 'empty file'))
}
