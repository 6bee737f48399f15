// Why something on the disk is not synced. Pure; runs in core. SYNC.md "What is a file here", PROTOCOL §10 "Name rule".
import { utf8 } from '../../../shared/base/encoding.ts'
import { checkName, pathDepthLimit, pathLengthLimit } from '../../../shared/domain/names.ts'
import type { FileStat } from '../disk.ts'
import type { IsIgnored } from './ignore.ts'

/** `names` from the root down. Null: it is synced. */
export function reasonToLeave(
  isIgnored: IsIgnored,
  names: readonly string[],
  stat: FileStat,
): 'link' | 'special' | 'ignored' | 'name' | null {
  if (stat.kind === 'link' || stat.kind === 'special') return stat.kind
  if (isIgnored(names, stat.kind)) return 'ignored'
  if (checkName(names.at(-1) ?? '') !== null || names.length > pathDepthLimit) return 'name'
  return utf8(names.join('/')).length > pathLengthLimit ? 'name' : null
}
