// A relay and command lines as real processes, for journeys through the CLI contract (docs/CLI.md).
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const passphrase = 'quer durch den moosgrünen tannenwald'

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

/** A program of the repository to its end. */
export function run(
  file: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, file), ...args], { env: { ...process.env, ...variables } })
    let out = ''
    let err = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (err += data.toString()))
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

export class RelayProcess {
  readonly directory: string
  readonly address: string
  readonly #child: ChildProcess

  private constructor(directory: string, address: string, child: ChildProcess) {
    this.directory = directory
    this.address = address
    this.#child = child
  }

  /** Resolves with the one line the relay prints when it is ready. */
  static async start(directory: string, variables: Readonly<Record<string, string>> = {}): Promise<RelayProcess> {
    const settings = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: directory, REGISTRATION: 'open', ...variables }
    const child = spawn(process.execPath, [path.join(root, 'src/relay/main.ts')], {
      env: { ...process.env, ...settings },
    })
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (data: Buffer) => resolve(data.toString()))
      child.once('exit', (code) => reject(new Error(`relay ended with ${code}`)))
    })
    const { address } = JSON.parse(line) as { address: string }
    return new RelayProcess(directory, address, child)
  }

  /** SIGTERM; the exit code. */
  stop(): Promise<number | null> {
    return new Promise((resolve) => {
      this.#child.once('exit', resolve)
      this.#child.kill('SIGTERM')
    })
  }
}

/** Somebody at a command line: a profile, a folder, a passphrase file. */
export class Typist {
  readonly name: string
  readonly directory: string
  readonly folder: string

  constructor(base: string, name: string) {
    this.name = name
    this.directory = path.join(base, name)
    this.folder = path.join(this.directory, 'folder')
  }

  get profile(): string {
    return path.join(this.directory, 'profile')
  }

  async sitDown(): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    await writeFile(path.join(this.directory, 'passphrase'), `${passphrase}\n`)
  }

  /** `siegel --profile … --json WORDS`. */
  type(...words: readonly string[]): Promise<Ran> {
    const args = ['--profile', this.profile, '--json', ...words]
    return run('src/cli/main.ts', args, { SIEGEL_PASSPHRASE_FILE: path.join(this.directory, 'passphrase') })
  }

  /** The JSON that the command answers. Throws unless it ends with 0. */
  async answer(...words: readonly string[]): Promise<unknown> {
    const { code, out, err } = await this.type(...words)
    if (code !== 0) throw new Error(`${this.name}: siegel ${words.join(' ')} ended with ${code}: ${err}`)
    return JSON.parse(out)
  }
}

export async function workplace(): Promise<{ readonly directory: string; clear(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'siegel-cli-'))
  return { directory, clear: () => rm(directory, { recursive: true, force: true }) }
}
