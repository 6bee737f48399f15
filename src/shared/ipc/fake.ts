// Makes a value that a schema accepts, the same for the same seed. For tests and the preview (tools/preview); runs anywhere.
// It walks only the kinds of schema that the contract uses, and throws a RangeError for any other.
import type { z } from 'zod'

type Definition = z.core.$ZodTypeDef & Record<string, unknown>

const words = ['Jahresabschluss', 'Mandant', 'Vertrag', 'Entwurf', 'Bericht', 'Anlage', 'Protokoll', 'Übersicht']

export class Faker {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A value of the schema's output. */
  make<T extends z.ZodType>(schema: T): z.output<T> {
    return this.#make(schema) as z.output<T>
  }

  /** 0 … limit − 1 (mulberry32). */
  #below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }

  #pick<T>(items: readonly T[]): T {
    const item = items[this.#below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  #make(schema: z.core.$ZodType): unknown {
    const def = schema._zod.def as Definition
    switch (def.type as string) {
      case 'object':
        return Object.fromEntries(
          Object.entries(def['shape'] as Record<string, z.ZodType>).map(([key, field]) => [key, this.#make(field)]),
        )
      case 'array':
        return this.#array(schema as z.ZodArray)
      case 'tuple':
        return (def['items'] as z.ZodType[]).map((item) => this.#make(item))
      case 'union':
        return this.#make(this.#pick(def['options'] as z.ZodType[]))
      case 'nullable':
        return this.#below(3) === 0 ? null : this.#make(def['innerType'] as z.ZodType)
      case 'optional':
        return this.#make(def['innerType'] as z.ZodType)
      case 'enum':
        return this.#pick(Object.values(def['entries'] as Record<string, string>))
      case 'literal':
        return this.#pick(def['values'] as unknown[])
      case 'boolean':
        return this.#below(2) === 1
      case 'null':
        return null
      case 'number':
        return this.#number(schema as z.ZodNumber)
      case 'string':
        return this.#string(schema as z.ZodString)
      default:
        throw new RangeError(`no fake for ${def.type}`)
    }
  }

  #array(schema: z.ZodArray): unknown[] {
    const { low, high } = lengthsOf(schema)
    const count = low + this.#below(Math.min(high, low + 6) - low + 1)
    return Array.from({ length: count }, () => this.#make(schema.element))
  }

  #number(schema: z.ZodNumber): number {
    const low = Math.max(schema.minValue ?? 0, -1_000_000)
    const high = Math.min(schema.maxValue ?? 1_000_000, low + 1_000_000)
    return low + this.#below(high - low + 1)
  }

  #string(schema: z.ZodString): string {
    const { hexBytes, token } = (schema.meta() ?? {}) as { hexBytes?: number; token?: true }
    if (hexBytes !== undefined) return Array.from({ length: 2 * hexBytes }, () => this.#below(16).toString(16)).join('')
    if (token) return Array.from({ length: 22 }, () => this.#below(36).toString(36)).join('')
    if (schema.format === 'url') return `https://${this.#below(100)}.beispiel.de/`
    if (schema.format === 'email') return `person${this.#below(100)}@beispiel.de`
    return `${this.#pick(words)} ${this.#below(1000)}`.slice(0, lengthsOf(schema).high)
  }
}

/** Least and greatest length that a schema's checks allow. */
function lengthsOf(schema: z.core.$ZodType): { readonly low: number; readonly high: number } {
  const checks = (schema._zod.def.checks ?? []) as unknown as readonly {
    readonly _zod: { readonly def: Record<string, number> }
  }[]
  const defs = checks.map(({ _zod }) => _zod.def)
  const found = (name: string): number | undefined => defs.find((def) => name in def)?.[name]
  return { low: found('length') ?? found('minimum') ?? 0, high: found('length') ?? found('maximum') ?? 40 }
}
