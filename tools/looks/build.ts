// Before the looks: builds the preview into .cache/preview and forgets the pictures of before. Tools only.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from '../processes/run.ts'

const repository = path.resolve(import.meta.dirname, '../..')
/** The preview as Electron starts it. */
export const preview = path.join(repository, '.cache/preview')
export const pictures = path.join(repository, 'test-results/looks')

export default async function build(): Promise<void> {
  const config = path.join(repository, 'tools/preview/electron.vite.config.ts')
  const built = await run(['electron-vite', 'build', '--config', config], { cwd: repository, minutes: 3 })
  if (built.code !== 0) throw new Error(built.output)
  const about = { name: 'siegel-preview', type: 'module', main: 'out/main/index.js' }
  writeFileSync(path.join(preview, 'package.json'), JSON.stringify(about))
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
}
