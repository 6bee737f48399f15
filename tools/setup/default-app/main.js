// Stands in for Electron's own default app in the Electron of electron-from-npm.mjs: `electron [-r module]… <app> [args]`.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(1)
const preloaded = []
let target = null
for (let index = 0; index < given.length && target === null; index++) {
  const word = given[index]
  if (word === '-r' || word === '--require') preloaded.push(path.resolve(given[++index]))
  else if (word === '--version' || word === '-v') leave(`v${process.versions.electron}`, 0)
  else if (!word.startsWith('-')) target = path.resolve(word)
}
if (target === null) leave('usage: electron [-r module] <path to app>', 1)

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
Module._preloadModules(preloaded)

const manifest = path.join(target, 'package.json')
if (existsSync(manifest)) {
  const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  app.name = productName ?? name ?? app.name
}
app.setAppPath(target)
// Awaited, as Electron's own does: "ready" waits until the app's main module has been evaluated.
await import(pathToFileURL(Module._resolveFilename(target, null, true)).href)

function leave(message, code) {
  process.stdout.write(`${message}\n`)
  process.exit(code)
}
