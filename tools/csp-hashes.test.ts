// The window's content security policy fits the installed libraries, and allows nothing else.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, styleHashes } from '../src/main/content-security.ts'
import { styleHashesOfReactAria } from './csp-hashes.ts'

describe('content security policy', () => {
  it('allows exactly the styles that the installed React Aria adds', () => {
    expect([...styleHashes]).toEqual(styleHashesOfReactAria())
  })

  it('T78 allows nothing inline, evaluated or remote', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|wasm/)
    expect(contentSecurityPolicy).toContain("default-src 'self'")
    expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'")
  })

  it('the page has no script, style or address of its own beside the entry', () => {
    const page = readFileSync('src/renderer/index.html', 'utf8')
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).not.toMatch(/<style|style=|https?:|\son\w+=/)
  })
})
