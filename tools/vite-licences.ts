// The licences of everything in the app: what the bundlers of main and renderer took, and what they left outside. Written beside
// the bundles as licences.json, which the window shows. One process builds all of them.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { licencesOf, packageOf } from './licences.ts'

// Vite bundles its configuration to another place: what stands beside this file is not beside it there.
const root = process.cwd()
const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}
// electron-builder lays Chromium's own list beside the program.
const outside = [...Object.keys(dependencies), 'electron'].map((name) => path.join(root, 'node_modules', name))
const directories = new Set(outside)

export function collectLicences(): Plugin {
  return {
    name: 'collect-licences',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error('no folder for the licences')
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue
        for (const module of Object.keys(part.modules)) directories.add(packageOf(module) ?? root)
      }
      directories.delete(root)
      writeFileSync(path.join(dir, '../licences.json'), JSON.stringify(licencesOf(directories)))
    },
  }
}
