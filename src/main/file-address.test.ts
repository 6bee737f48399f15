// Which file an address of the window names.
import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOf } from './file-address.ts'

const root = path.resolve('/app/out/renderer')

describe('addresses of the window', () => {
  it('name files of the app', () => {
    expect(fileOf(root, 'app://siegel/index.html')).toEqual({
      file: path.join(root, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    })
    expect(fileOf(root, 'app://siegel/assets/index-a1.js?x=1')?.contentType).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    'app://siegel/../main/index.js',
    'app://siegel/%2e%2e/main/index.js',
    'app://siegel/..%2fmain/index.js',
    'app://siegel/..%5cmain%5cindex.js',
    'app://siegel/%00.html',
    'app://siegel/%zz.html',
    'app://other/index.html',
    'file:///app/out/renderer/index.html',
    'https://siegel/index.html',
    'app://siegel/profile/vault.cbor',
    'app://siegel/',
    '',
  ])('T78 %s names nothing', (address) => {
    const found = fileOf(root, address)
    // On POSIX a backslash is part of a name: still inside, still not there.
    if (found) expect(found.file.startsWith(root + path.sep)).toBe(true)
    else expect(found).toBeNull()
  })

  it('T78 no address leaves the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E%2E',
      '%2f',
      '/',
      '\\',
      '%5c',
      'index',
      '.html',
      '.js',
      'assets',
      '//',
      '@',
      ':',
      '%25',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = fileOf(root, `app://siegel/${pieces.join('')}`)
        if (found) expect(path.resolve(found.file).startsWith(root + path.sep)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
