// The licences of everything that goes into a package: bundled modules by the files the bundler took, native packages whole.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

type PackageJson = {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly repository?: string | { readonly url?: string }
}

/** The folder of the package a module belongs to; null for the repository's own and for what the bundler made up. */
export function packageOf(module: string): string | null {
  const [file = ''] = module.replace(/^\0/, '').split('?')
  const [, directory] = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(file) ?? []
  return directory !== undefined && existsSync(path.join(directory, 'package.json')) ? realpathSync(directory) : null
}

export type Licence = {
  readonly name: string
  readonly version: string
  /** As the package names it (SPDX); null: only its text says. */
  readonly licence: string | null
  readonly source: string
  readonly texts: readonly string[]
}

/** One for each package, sorted by name. Throws for a package that names no licence at all. */
export function licencesOf(directories: Iterable<string>): readonly Licence[] {
  const found = new Map<string, Licence>()
  for (const directory of directories) {
    const { name, version, license, repository } = readJson(path.join(directory, 'package.json'))
    const texts = readdirSync(directory)
      .filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file))
      .map((file) => readFileSync(path.join(directory, file), 'utf8').trim())
    if (texts.length === 0 && license === undefined) throw new Error(`${name} names no licence`)
    const source = typeof repository === 'string' ? repository : (repository?.url ?? '')
    found.set(`${name} ${version}`, { name, version, licence: license ?? null, source, texts })
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, licence]) => licence)
}

/** The same as one text. */
export function noticesFor(directories: Iterable<string>): string {
  const sections = licencesOf(directories).map(({ name, version, licence, source, texts }) =>
    [`${name} ${version} (${licence ?? 'see below'}) ${source}`, ...texts].join('\n\n'),
  )
  return `${[intro, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

const intro = `This package contains the following software. sodium-native contains libsodium (ISC, its licence stands here under
libsodium-sumo); better-sqlite3 contains SQLite (public domain) and SQLite3 Multiple Ciphers (MIT, https://utelle.github.io/SQLite3MultipleCiphers).`

const readJson = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8')) as PackageJson
