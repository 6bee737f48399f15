// `npm run package:relay`: release/siegel-relay-VERSION.tar.gz, a relay that needs nothing but Node 22 or newer.
// One bundled file, the two native packages with their prebuilt binaries, the systemd unit, the manual, the licences.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { noticesFor, packageOf } from '../licences.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const inRoot = (...parts: readonly string[]): string => path.join(root, ...parts)
const native = ['better-sqlite3', 'sodium-native']
/** Servers and desktops; phones and simulators stay behind. */
const unwanted = /(^|\/)(android|ios)-|(^|\/)(deps|src|build|node_modules|extensions)(\/|$)|\.(gyp|cc|md|txt|bare)$/

type PackageJson = { readonly version: string; readonly dependencies?: Readonly<Record<string, string>> }
const readPackage = (directory: string): PackageJson =>
  JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as PackageJson

/** The folder of the package, as an unpacked relay. */
export async function assemble(target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true })
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: native },
    build: {
      ssr: 'src/relay/main.ts',
      outDir: target,
      target: 'node22',
      minify: false,
      rolldownOptions: { external: native, output: { entryFileNames: 'relay.js', format: 'es' } },
    },
  })) as Rolldown.RolldownOutput
  for (const name of native) copyPackage(name, path.join(target, 'node_modules'))
  const { version } = readPackage(root)
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name: 'siegel-relay', version, type: 'module' }))
  copyFileSync(inRoot('tools/package-relay/siegel-relay.service'), path.join(target, 'siegel-relay.service'))
  copyFileSync(inRoot('docs/OPERATIONS.md'), path.join(target, 'OPERATIONS.md'))
  copyFileSync(inRoot('LICENSE'), path.join(target, 'LICENSE'))
  const bundled = built.output.flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []))
  const shipped = readdirSync(path.join(target, 'node_modules')).map((name) => inRoot('node_modules', name))
  const directories = new Set([...bundled.flatMap((module) => packageOf(module) ?? []), ...shipped])
  writeFileSync(
    path.join(target, 'THIRD-PARTY-NOTICES.txt'),
    noticesFor([...directories, inRoot('node_modules/libsodium-sumo')]),
  )
}

function copyPackage(name: string, modules: string): void {
  const from = inRoot('node_modules', name)
  const to = path.join(modules, name)
  if (existsSync(to) || !existsSync(from)) return
  mkdirSync(to, { recursive: true })
  cpSync(from, to, {
    recursive: true,
    filter: (file) => !unwanted.test(path.relative(from, file)),
  })
  // The SQLite package names what it was compiled with; nothing of that is needed to run it.
  const needed = name === 'better-sqlite3' ? [] : Object.keys(readPackage(from).dependencies ?? {})
  for (const dependency of needed) copyPackage(dependency, modules)
}

async function main(): Promise<void> {
  const name = `siegel-relay-${readPackage(root).version}`
  await assemble(inRoot('release', name))
  const tar = spawnSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: inRoot('release'), stdio: 'inherit' })
  if (tar.status !== 0) throw new Error('tar failed')
  console.log(`release/${name}.tar.gz`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
