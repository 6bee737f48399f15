// The guides of docs/guides, in both languages, with their pictures: bundled as they stand there. Renderer.
import type { Language } from '../../../shared/i18n/index.ts'

export const guides = ['first-steps', 'sharing-safely', 'recovery', 'what-the-server-sees', 'relay'] as const
export type Guide = (typeof guides)[number]

const texts = import.meta.glob<string>('../../../../docs/guides/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const pictures = import.meta.glob<string>('../../../../docs/images/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Markdown. Throws a RangeError for a guide that was not written. */
export function guideText(guide: Guide, language: Language): string {
  const text = texts[`../../../../docs/guides/${language}/${guide}.md`]
  if (text === undefined) throw new RangeError(`no guide ${guide} in ${language}`)
  return text
}

/** The address of a picture as a guide names it (`../../images/NAME`); undefined for any other. */
export const pictureOf = (source: string): string | undefined =>
  pictures[source.replace('../../images/', '../../../../docs/images/')]
