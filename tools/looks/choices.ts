// The values among which a schema of the contract lets choose, as the program writes them. Tools only.
import type { z } from 'zod'

/** Those made of several words (`folder-missing`, `notSent`): a single word may well stand in a sentence. */
export function choicesOf(schemas: readonly z.core.$ZodType[]): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<unknown>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    const def = '_zod' in value ? (value as z.core.$ZodType)._zod.def : value
    const { entries, values } = def as { entries?: Record<string, unknown>; values?: readonly unknown[] }
    for (const choice of [...Object.values(entries ?? {}), ...(values instanceof Array ? values : [])])
      if (typeof choice === 'string' && /[a-z][-_A-Z]/.test(choice)) found.add(choice)
    for (const part of Object.values(def)) walk(part)
  }
  for (const schema of schemas) walk(schema)
  return found
}
