// Everything a person can read comes from the catalogue: no component holds text of its own. Reads the sources as syntax.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Properties whose values people see or hear. */
const spoken = [
  'label',
  'aria-label',
  'title',
  'text',
  'lead',
  'why',
  'next',
  'description',
  'errorMessage',
  'placeholder',
  'alt',
  'valueLabel',
  'primaryActionLabel',
  'cancelLabel',
  'waiting',
]

function literalsIn(file: string, source: string): string[] {
  const found: string[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const note = (node: ts.Node, text: string) => {
    if (/\p{L}/u.test(text))
      found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text)
    if (
      ts.isJsxExpression(node) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression) &&
      !ts.isJsxAttribute(node.parent)
    )
      note(node, node.expression.text)
    if (ts.isJsxAttribute(node) && spoken.includes(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (value && ts.isStringLiteralLike(value)) note(node, value.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

describe('texts in components', () => {
  it('the check finds text, spoken attributes and quoted text', () => {
    const guilty = `const A = () => <p aria-label="Hallo">Welt {'!'} {'und mehr'}<B title={'Titel'} id="kein" /></p>`
    expect(literalsIn('a.tsx', guilty)).toHaveLength(4)
  })

  it('no component holds text of its own', () => {
    const files = readdirSync('src/renderer', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => `src/renderer/${name}`)
    expect(files.length).toBeGreaterThan(40)
    expect(files.flatMap((file) => literalsIn(file, readFileSync(file, 'utf8')))).toEqual([])
  })

  it('main asks the catalogue for the words of its dialogs', () => {
    const source = readFileSync('src/main/host-handlers.ts', 'utf8')
    const titles = [...source.matchAll(/(?:title|buttonLabel|name): ('[^']*')/g)]
    expect(titles).toEqual([])
  })
})
