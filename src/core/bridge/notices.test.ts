// What is told outside the window in one.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { dueAt, longestHold, noticesOf, quiet, type Happened } from './notices.ts'

const akten = { id: 'aa' as SpaceId, name: 'Akten' }
const bilanz = { id: 'bb' as SpaceId, name: 'Bilanz' }
const arrived = (space: typeof akten, files: number, by: string, first = `${by}.txt`): Happened => ({
  kind: 'arrivals',
  ...{ space, files, first, by },
})

const happened = fc.oneof(
  fc.record({
    kind: fc.constantFrom('arrivals' as const, 'conflicts' as const),
    space: fc.constantFrom(akten, bilanz),
    files: fc.integer({ min: 1, max: 9 }),
    first: fc.constant('Brief.txt'),
    by: fc.constantFrom('', 'bob', 'carol', 'dave', 'erin'),
  }),
  fc.record({ kind: fc.constantFrom('contact' as const, 'space' as const), from: fc.constantFrom('', 'bob') }),
  fc.record({ kind: fc.constant('needs-you' as const), space: fc.constantFrom(akten, bilanz, null) }),
)

describe('a burst of news', () => {
  it('is told when nothing came for a moment, at the latest half a minute after it began', () => {
    expect(dueAt(1000, 1000)).toBe(1000 + quiet)
    expect(dueAt(1000, 4000)).toBe(4000 + quiet)
    expect(dueAt(1000, 1000 + longestHold)).toBe(1000 + longestHold)
  })

  it('of one person in one space is one notice with both names', () => {
    expect(noticesOf([arrived(akten, 2, 'bob'), arrived(akten, 40, 'bob')])).toEqual([
      { kind: 'arrivals', space: akten, files: 42, first: 'bob.txt', by: ['bob'] },
    ])
  })

  it('in several spaces is one notice without a space, naming three people at most', () => {
    const burst = ['bob', 'carol', 'dave', 'erin'].map((by, i) => arrived(i === 0 ? akten : bilanz, 1, by))
    expect(noticesOf(burst)).toEqual([
      { kind: 'arrivals', space: null, files: 4, first: 'bob.txt', by: ['bob', 'carol', 'dave'] },
    ])
  })

  it('tells requests apart from spaces offered', () => {
    const burst: Happened[] = [
      { kind: 'contact', from: 'bob' },
      { kind: 'space', from: 'carol' },
      { kind: 'contact', from: 'dave' },
    ]
    expect(noticesOf(burst)).toEqual([
      { kind: 'requests', of: 'contact', count: 2, from: 'bob' },
      { kind: 'requests', of: 'space', count: 1, from: 'carol' },
    ])
  })

  it('is never more than one notice of a kind, loses no file and no request, and ends with what needs the person', () => {
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 30 }), (burst) => {
        const notices = noticesOf(burst)
        expect(notices.length).toBeLessThanOrEqual(5)
        for (const kind of ['arrivals', 'conflicts'] as const) {
          const files = burst.reduce((sum, one) => sum + (one.kind === kind ? one.files : 0), 0)
          const told = notices.flatMap((one) => (one.kind === kind ? [one.files] : []))
          expect(told).toEqual(files === 0 ? [] : [files])
        }
        const requests = burst.filter(({ kind }) => kind === 'contact' || kind === 'space').length
        const counted = notices.reduce((sum, one) => sum + (one.kind === 'requests' ? one.count : 0), 0)
        expect(counted).toBe(requests)
        expect(notices.some(({ kind }) => kind === 'needs-you')).toBe(burst.some(({ kind }) => kind === 'needs-you'))
        if (notices.some(({ kind }) => kind === 'needs-you')) expect(notices.at(-1)?.kind).toBe('needs-you')
      }),
    )
  })
})
