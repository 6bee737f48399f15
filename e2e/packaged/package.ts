// The .deb that `npm run package:deb` made, unpacked as an installation would lay it out, into a folder that goes away with the tests.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'

const release = path.resolve(import.meta.dirname, '../../release')

export type Installed = {
  /** What is below `/` after the installation. */
  readonly root: string
  readonly program: string
  /** Empty; for profiles and folders. */
  readonly base: string
  readonly control: string
}

export const test = base.extend<object, { installed: Installed }>({
  installed: [
    async ({}, use) => {
      const deb = readdirSync(release).find((name) => /^siegel_.*\.deb$/.test(name))
      if (deb === undefined) throw new Error('npm run package:deb first')
      const directory = mkdtempSync(path.join(tmpdir(), 'siegel-installed-'))
      const root = path.join(directory, 'root')
      try {
        run('dpkg-deb', ['-x', path.join(release, deb), root])
        await use({
          root,
          program: path.join(root, 'opt/Siegel/siegel'),
          base: directory,
          control: run('dpkg-deb', ['-f', path.join(release, deb)]),
        })
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return stdout
}
