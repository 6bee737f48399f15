// What the system hands over: nothing but the two kinds of link and card files ever gets through.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openingOf, openingOfFile, openingOfLink, parseDeepLink } from './deep-link.ts'

describe('a link', () => {
  it.each([
    ['siegel://invite#AbC-_9', { kind: 'invitation', link: 'siegel://invite#AbC-_9' }],
    ['SIEGEL://invite/#AbC', { kind: 'invitation', link: 'siegel://invite#AbC' }],
    ['siegel:card:AbC', { kind: 'card', text: 'siegel:card:AbC' }],
    ['siegel://card#AbC', { kind: 'card', text: 'siegel:card:AbC' }],
    ['siegel://card/#AbC', { kind: 'card', text: 'siegel:card:AbC' }],
  ])('%s is understood', (text, link) => expect(parseDeepLink(text)).toEqual(link))

  it.each([
    '',
    'siegel:',
    'siegel://',
    'siegel://invite',
    'siegel://invite#',
    'siegel://invite?x=1#AbC',
    'siegel://invite#AbC=',
    'siegel://invite#AbC\n',
    ' siegel://invite#AbC',
    'siegel://invite@evil.example#AbC',
    'siegel://open?file=/etc/passwd',
    'siegel:kit:AbC',
    'siegel:card:AbC#x',
    'https://relay.example/invite#AbC',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('%j is refused', (text) => expect(parseDeepLink(text)).toBeNull())

  it('longer than an invitation or a card can be is refused', () => {
    expect(parseDeepLink(`siegel://invite#${'A'.repeat(1366)}`)).not.toBeNull()
    expect(parseDeepLink(`siegel://invite#${'A'.repeat(1367)}`)).toBeNull()
    expect(parseDeepLink(`siegel:card:${'A'.repeat(65_524)}`)).not.toBeNull()
    expect(parseDeepLink(`siegel:card:${'A'.repeat(65_525)}`)).toBeNull()
  })

  const near = fc
    .tuple(
      fc.constantFrom('siegel:', 'SIEGEL:', 'siegel', 'https:', ''),
      fc.constantFrom('//', '', '/'),
      fc.constantFrom('invite', 'card', 'card:', 'kit', ''),
      fc.constantFrom('#', '/#', '?', ''),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.base64String(), fc.constant('AbC')),
    )
    .map((parts) => parts.join(''))

  it('never throws, and what comes out is one of the two kinds, written in one way only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (text) => {
        const link = parseDeepLink(text)
        if (link === null) return
        if (link.kind === 'invitation') expect(link.link).toMatch(/^siegel:\/\/invite#[A-Za-z0-9_-]+$/)
        else expect(link.text).toMatch(/^siegel:card:[A-Za-z0-9_-]+$/)
        expect(text.endsWith((link.kind === 'invitation' ? link.link : link.text).slice(-1))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a command line', () => {
  it('holds a link, a card file, something to refuse, or nothing to open', () => {
    expect(openingOf(['.', '--no-sandbox', 'siegel://invite#AbC'])).toEqual({
      kind: 'link',
      link: { kind: 'invitation', link: 'siegel://invite#AbC' },
    })
    expect(openingOf(['/home/bob/Alice.siegel-card'])).toEqual({ kind: 'file', path: '/home/bob/Alice.siegel-card' })
    expect(openingOf(['siegel://delete-everything'])).toEqual({ kind: 'refused', what: 'link' })
    expect(openingOf(['--hidden', '--user-data-dir=/x.siegel-card', 'report.pdf'])).toBeNull()
    expect(openingOf([])).toBeNull()
  })

  it('never makes anybody throw', () => {
    fc.assert(fc.property(fc.array(fc.string()), (args) => void openingOf(args)))
  })

  it('what macOS hands over one by one is judged by the same rules', () => {
    expect(openingOfFile('/home/bob/Bericht.pdf')).toEqual({ kind: 'refused', what: 'file' })
    expect(openingOfLink('siegel://open#AbC')).toEqual({ kind: 'refused', what: 'link' })
  })
})
