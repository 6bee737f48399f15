// Finding people in the address book.
import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { categoriesOf, everybody, matching, nobodyAnyMore } from './contact-filter.ts'

const contact = (name: string, categories: string[] = [], notes = ''): Contact => ({
  id: name.padEnd(64, '0') as Contact['id'],
  name,
  email: `${name.toLowerCase()}@example.org`,
  level: 'first',
  state: 'accepted',
  since: 0,
  newDevice: false,
  heldUntil: null,
  spaces: 0,
  categories,
  notes,
  conflictsWith: null,
})
const book = [contact('Bob', ['Mandanten', 'Köln']), contact('Çarol', ['Köln']), contact('Dave', [], 'nur vormittags')]
const found = (search: string, shown = everybody) => matching(book, search, shown).map(({ name }) => name)

describe('the address book', () => {
  it('names every category once, by the alphabet', () => {
    expect(categoriesOf(book)).toEqual(['Köln', 'Mandanten'])
  })
  it('shows a category, or everybody', () => {
    expect(found('')).toEqual(['Bob', 'Çarol', 'Dave'])
    expect(found('', 'Köln')).toEqual(['Bob', 'Çarol'])
    expect(found('', 'Mandanten')).toEqual(['Bob'])
    expect(found('', nobodyAnyMore)).toEqual(['Bob', 'Çarol', 'Dave'])
  })
  it('finds by name, address, category and note, whatever the case and accents', () => {
    expect(found('carol')).toEqual(['Çarol'])
    expect(found('KOLN bob')).toEqual(['Bob'])
    expect(found('dave@example')).toEqual(['Dave'])
    expect(found('vormittags')).toEqual(['Dave'])
    expect(found('bob vormittags')).toEqual([])
    expect(found('carol', 'Mandanten')).toEqual([])
  })
})
