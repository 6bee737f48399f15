// The recovery kit as a page of paper: what is printed and what is saved as PDF. Pure; main process. PROTOCOL §5.
import type { Texts } from '../shared/i18n/index.ts'
import type { RecoverySheet } from '../shared/ipc/host.ts'

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)

const style = `
  @page { size: A4; margin: 20mm }
  body { font: 11pt/1.45 sans-serif; color: #000; background: #fff; margin: 0; font-variant-ligatures: none }
  h1 { font-size: 18pt; margin: 0 0 6mm }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 6mm; margin: 0 0 8mm }
  dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
  ol { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 0 0 8mm; padding: 6mm; border: 0.5mm solid #000; list-style: none; font: 12pt monospace }
  li { display: flex; gap: 2mm } li span { color: #444; width: 6mm; text-align: end }
  p { margin: 0 0 3mm; max-width: 160mm }
`

/** A whole HTML document without a script or anything from elsewhere. `day` as people write it. */
export function sheetPage({ name, identity, relay, words }: RecoverySheet, day: string, t: Texts): string {
  const facts: readonly (readonly [string, string])[] = [
    [t('kit.sheet.name'), name],
    [t('kit.sheet.identity'), identity],
    [t('kit.sheet.relay'), relay ?? t('kit.sheet.thisComputer')],
    [t('kit.sheet.day'), day],
  ]
  const terms = facts.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${escaped(value)}</dd>`).join('')
  const items = words.map((word, i) => `<li><span>${String(i + 1)}</span>${escaped(word)}</li>`).join('')
  const notes = (['use', 'keep', 'lost'] as const).map((one) => `<p>${escaped(t(`kit.sheet.${one}`))}</p>`).join('')
  const title = escaped(t('kit.sheet.title'))
  return `<!doctype html><html lang="${escaped(t('kit.sheet.language'))}"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body><h1>${title}</h1><dl>${terms}</dl><ol>${items}</ol>${notes}</body></html>`
}
