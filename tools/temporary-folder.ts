// Tests write below one temporary folder, which goes with them. Vitest runs this around a whole run, in its main process.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export default function useOwnTemporaryFolder(): () => void {
  const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'siegel-tests-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
