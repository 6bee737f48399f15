// The mark of files from other people, as each system wants it. SYNC-97.
import { expect, test } from 'vitest'
import { receivedMark } from './received.ts'

test('T66 SYNC-97 Windows gets the zone of the internet beside the content', () => {
  expect(receivedMark('win32', 'C:\\Akten\\Plan.docx', 0)).toEqual({
    kind: 'write',
    file: 'C:\\Akten\\Plan.docx:Zone.Identifier',
    content: '[ZoneTransfer]\r\nZoneId=3\r\n',
  })
})

test('T66 SYNC-97 macOS gets the quarantine attribute, set without a shell', () => {
  expect(receivedMark('darwin', '/Akten/-$(x) Plan', 1_795_420_000_000)).toEqual({
    kind: 'run',
    program: '/usr/bin/xattr',
    arguments: ['-w', 'com.apple.quarantine', '0081;6b03ef60;Siegel;', '/Akten/-$(x) Plan'],
  })
})

test('T66 SYNC-97 Linux has no such mark', () => {
  expect(receivedMark('linux', '/Akten/Plan', 0)).toBeNull()
})
