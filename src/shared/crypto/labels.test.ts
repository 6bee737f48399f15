// Every label in the source is registered, for one purpose. PROTOCOL §2.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { aeadLabels, hashLabels, kdfLabels, keyKinds, passwordLabels, sealLabels, signLabels } from './labels.ts'

const lists: Record<string, readonly string[]> = {
  hash: hashLabels,
  kdf: kdfLabels,
  sign: signLabels,
  verify: signLabels,
  label: aeadLabels,
  hedgedNonce: aeadLabels,
}
/** Where a call of this name takes its label. */
const labelPosition: Record<string, number> = { hash: 0, kdf: 1, sign: 1, verify: 1, hedgedNonce: 1 }

/** Written only where they are built from registered labels. */
const prefixOwners = ['suite.ts', 'envelope.ts', 'lockbox.ts']

const source = path.resolve(import.meta.dirname, '../..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/testing\//.test(name))

type Use = { readonly purpose: string; readonly label: string; readonly file: string }

/** What a literal or a template can be: `entry/${kind}` is every registered label of that shape. */
function labelsOf(node: ts.Node | undefined, purpose: string): readonly string[] {
  if (node === undefined) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (!ts.isTemplateExpression(node)) return []
  const holes = node.templateSpans.map(({ literal }) => literal.text)
  const shape = new RegExp(`^${[node.head.text, ...holes].join('[^/]+')}$`)
  const found = (lists[purpose] ?? []).filter((label) => shape.test(label))
  return found.length > 0 ? found : [node.getText()]
}

function usesIn(file: string): readonly Use[] {
  const tree = ts.createSourceFile(file, readFileSync(path.join(source, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const uses: Use[] = []
  const add = (purpose: string, node: ts.Node | undefined) => {
    for (const label of labelsOf(node, purpose)) uses.push({ purpose, label, file })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression
      const position = /(^|\.)(suite|this)$/.test(expression.getText()) ? labelPosition[name.text] : undefined
      if (position !== undefined) add(name.text, node.arguments[position])
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'label' && isPlace(node.parent))
      add('label', node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return uses
}

/** An object that says where an envelope belongs has a context beside its label. */
const isPlace = (node: ts.ObjectLiteralExpression): boolean =>
  node.properties.some((property) => property.name?.getText() === 'context')

const uses = files.flatMap(usesIn)

test('the scan sees the source: known uses are found', () => {
  expect(uses.length).toBeGreaterThan(40)
  expect(uses).toContainEqual({ purpose: 'kdf', label: 'cenv', file: 'shared/crypto/envelope.ts' })
  expect(uses).toContainEqual({ purpose: 'sign', label: 'lockbox', file: 'shared/crypto/lockbox.ts' })
  expect(uses).toContainEqual({ purpose: 'label', label: 'vault-secrets', file: 'core/vault/open-vault.ts' })
})

test('every label in the source is registered for what it does', () => {
  expect(uses.filter(({ purpose, label }) => lists[purpose]?.includes(label) !== true)).toEqual([])
})

test('no label serves two purposes: all prefixed forms differ', () => {
  const prefixed = [
    ...[...hashLabels, ...kdfLabels].map((label) => `siegel/1/${label}`),
    ...signLabels.map((label) => `siegel/1/sig/${label}`),
    ...aeadLabels.map((label) => `siegel/1/aead/${label}`),
    ...sealLabels.map((label) => `siegel/1/seal/${label}`),
    ...passwordLabels,
  ]
  expect(prefixed.filter((label, i) => prefixed.indexOf(label) !== i)).toEqual([])
  expect(sealLabels).toEqual([...keyKinds, 'message'])
})

test('a hash or a derived key is made in one place', () => {
  /** Where the borders keep two sides apart: space log and content codecs; the relay and its client. */
  const twice = ['id/revision', 'inbox/token']
  const places = new Map<string, Set<string>>()
  for (const { purpose, label, file } of uses) {
    if (purpose === 'hash' || purpose === 'kdf') places.set(label, (places.get(label) ?? new Set()).add(file))
  }
  const several = [...places].filter(([label, found]) => found.size > 1 && !twice.includes(label))
  expect(several.map(([label, found]) => [label, ...found])).toEqual([])
})

describe('the prefix siegel/1/', () => {
  const writers = files.filter((file) => readFileSync(path.join(source, file), 'utf8').includes('siegel/1/'))

  test('is written where labels become bytes and nowhere else', () => {
    const calls = writers.flatMap((file) => {
      const text = readFileSync(path.join(source, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')
      return [...text.matchAll(/siegel\/1\/[^'"`]*/g)].map(([found]) => ({ file, found }))
    })
    expect(calls.length).toBeGreaterThan(4)
    const free = calls.filter(({ file }) => !prefixOwners.includes(path.basename(file)))
    const known = new Set([
      ...aeadLabels.map((l) => `siegel/1/aead/${l}`),
      'siegel/1/seal/message',
      'siegel/1/aead/${label}',
    ])
    expect(free.filter(({ found }) => !known.has(found))).toEqual([])
  })
})
