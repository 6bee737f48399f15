// The recovery kit as a text that can be printed and read in fifty years. Pure; renderer.
import type { Texts } from '../../../shared/i18n/index.ts'

export type KitPrint = {
  readonly name: string
  readonly identity: string
  readonly relay: string
  readonly words: readonly string[]
  readonly day: string
}

const columns = 4

export function kitText({ name, identity, relay, words, day }: KitPrint, t: Texts): string {
  const cells = words.map((word, i) => `${String(i + 1).padStart(2)}. ${word.padEnd(10)}`)
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells
      .slice(row * columns, (row + 1) * columns)
      .join('  ')
      .trimEnd(),
  )
  return [
    t('kit.print.title'),
    '',
    t('kit.print.name', { name }),
    t('kit.print.identity', { identity }),
    t('kit.print.relay', { relay }),
    t('kit.print.day', { day }),
    '',
    ...rows,
    '',
    t('kit.print.keep'),
    t('kit.print.lost'),
    t('kit.print.use'),
    '',
  ].join('\n')
}
