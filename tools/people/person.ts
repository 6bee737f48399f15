// People as the demo and the benchmarks have them: each is a profile, a folder and the command line of docs/CLI.md, run as a process of its own.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runningOf, startGroup, type Running } from '../processes/group.ts'
import { run } from '../processes/run.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** What was to be shown did not happen. */
export class RunFailed extends Error {}

export class Person {
  /** As others see it. */
  readonly name: string
  readonly email: string
  readonly folder: string
  readonly card: string
  readonly #home: string
  readonly #environment: NodeJS.ProcessEnv

  private constructor(name: string, home: string) {
    this.name = name
    this.email = `${name.split(' ')[0]?.toLowerCase()}@example.org`
    this.#home = home
    this.folder = path.join(home, 'folder')
    this.card = path.join(home, 'card')
    this.#environment = { ...process.env, SIEGEL_PASSPHRASE_FILE: path.join(home, 'passphrase') }
  }

  /** `home` gets everything of this person: profile, folder, passphrase file, card. */
  static async create(name: string, home: string, passphrase: string): Promise<Person> {
    const person = new Person(name, home)
    await mkdir(person.folder, { recursive: true })
    await writeFile(path.join(home, 'passphrase'), passphrase, { mode: 0o600 })
    return person
  }

  get profile(): string {
    return path.join(this.#home, 'profile')
  }

  get recovery(): string {
    return path.join(this.#home, 'recovery')
  }

  /** One `siegel` command to its end. @throws RunFailed with everything it wrote where it does not end with 0. */
  async siegel(...words: readonly string[]): Promise<string> {
    const command = ['npm', 'run', '-s', 'siegel', '--', '--profile', this.profile, ...words]
    const ran = await run(command, { cwd: root, env: this.#environment, minutes: 3 })
    if (ran.code !== 0)
      throw new RunFailed(`${this.name}: siegel ${words.join(' ')} ended with ${ran.code}\n${ran.output}`)
    return ran.stdout
  }

  /** `siegel sync --watch`, until it is stopped. */
  watch(): Running {
    const words = ['run', '-s', 'siegel', '--', '--profile', this.profile, 'sync', '--watch']
    return runningOf(startGroup('npm', words, { cwd: root, env: this.#environment, stdio: 'ignore' }))
  }
}
