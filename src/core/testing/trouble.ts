// What a disk and a network do to the engine of one computer of a world while things may fail. Tests only.
import { FileSystemError, type FileProblem } from '../sync/interface.ts'
import type { Client } from './client.ts'
import type { Scheduler } from './scheduler.ts'
import type { Seeded } from './seeded.ts'
import type { Gate } from './simulated-files.ts'
import type { Fate, Network } from './simulated-relay.ts'

const never = new Promise<never>(() => undefined)

export type TroubleOptions = {
  readonly scheduler: Scheduler
  /** Of a thousand calls so many fail. */
  readonly faults: number
  readonly tell: (text: string) => void
  /** Told of every change an engine makes on its disk; of a process that is dead none is made. */
  readonly onChange: (client: Client, path: string, isDead: boolean) => void
}

type Place = { readonly client: () => Client; readonly seeded: Seeded; readonly isDead: () => boolean }

export class Trouble {
  readonly #options: TroubleOptions
  readonly #offline = new Set<Client>()
  readonly #atList = new Map<Client, { left: number; readonly act: () => void }>()
  #mayFail = true

  constructor(options: TroubleOptions) {
    this.#options = options
  }

  end(): void {
    this.#mayFail = false
    this.#offline.clear()
  }

  cutOff(client: Client, milliseconds: number): void {
    this.#offline.add(client)
    void this.#options.scheduler.sleep(milliseconds).then(() => this.#offline.delete(client))
  }

  /** Something happens right before the engine's next list but `number` of a directory. */
  atNextList(client: Client, number: number, act: () => void): void {
    this.#atList.set(client, { left: number, act })
  }

  #beforeList(client: Client): void {
    const waiting = this.#atList.get(client)
    if (waiting === undefined || --waiting.left > 0) return
    this.#atList.delete(client)
    waiting.act()
  }

  gate({ client, seeded, isDead }: Place): Gate {
    const { scheduler, faults, tell, onChange } = this.#options
    return {
      pass: async (call) => {
        await scheduler.turn()
        if (isDead()) await never
        if (call === 'list') this.#beforeList(client())
        if (!this.#mayFail || !seeded.chance(faults / 1000)) return
        const problem = seeded.pick<FileProblem>(['busy', 'denied', 'other', 'full']) ?? 'other'
        tell(`${client().name} ${call} ${problem}`)
        throw new FileSystemError(problem)
      },
      onChange: (call, path) => {
        tell(`${client().name} ${call} ${path}`)
        onChange(client(), path, isDead())
      },
    }
  }

  network({ client, seeded, isDead }: Place): Network {
    const { scheduler, faults, tell } = this.#options
    return {
      pass: async (call): Promise<Fate> => {
        await scheduler.sleep(seeded.below(this.#mayFail ? 60 : 2))
        if (isDead()) await never
        if (this.#offline.has(client())) return 'unreachable'
        if (!this.#mayFail || !seeded.chance((3 * faults) / 1000)) return 'well'
        tell(`${client().name} ${call} lost`)
        return seeded.chance(0.5) ? 'lost' : 'unreachable'
      },
      damage: (bytes) => {
        if (!this.#mayFail || bytes.length === 0 || !seeded.chance(faults / 1000)) return bytes
        const at = seeded.below(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return bytes
      },
    }
  }
}
