// A path inside a space as a value of its own: names that keep the rule, joined by "/"; the root is "". PROTOCOL §10.
// Runs everywhere. For people and messages only: nodes are known by id, and no path is ever a key.
import type { Brand } from '../base/brand.ts'
import { Refused } from '../base/errors.ts'
import { pathProblem } from './names.ts'

export type SpacePath = Brand<string, 'SpacePath'>

export const rootPath = '' as SpacePath

/** Throws E_PATH for names that break the rule, too many of them or more than 4,096 bytes. */
export function spacePath(names: readonly string[]): SpacePath {
  const problem = pathProblem(names)
  if (problem !== null) throw new Refused('E_PATH', problem)
  return names.join('/') as SpacePath
}

/** Reads the text form. Throws E_PATH. */
export const parseSpacePath = (text: string): SpacePath => (text === '' ? rootPath : spacePath(text.split('/')))

/** The names from the root down; none for the root. */
export const namesOf = (path: SpacePath): readonly string[] => (path === rootPath ? [] : path.split('/'))

/** Throws E_PATH. */
export const childPath = (parent: SpacePath, name: string): SpacePath => spacePath([...namesOf(parent), name])
