// May this folder become a space, receive one, or is it better left alone? Refusals protect people from sharing their whole
// computer or two spaces inside each other; warnings name what often goes wrong. PRODUCT.md "Manners". Runs in core.
import { promises as disk } from 'node:fs'
import { homedir, platform } from 'node:os'
import path from 'node:path'

export type FolderUse = 'share' | 'receive' | 'locate'
export type FolderRefusal =
  | 'not-a-folder'
  | 'inside-space'
  | 'contains-space'
  | 'profile'
  | 'home'
  | 'volume-root'
  | 'system'
  | 'denied'
  | 'not-empty'
export type FolderWarning = 'sync-program' | 'network-drive' | 'fat' | 'many-files'

export type FolderCheck = {
  readonly refusal: FolderRefusal | null
  readonly warnings: readonly FolderWarning[]
  readonly empty: boolean
}

type Surroundings = {
  readonly use: FolderUse
  /** Absolute paths of the folders of all spaces joined on this computer. */
  readonly spaceFolders: readonly string[]
  readonly profileDirectory: string
}

/** Folders of other programs that synchronise: two of them in one folder undo each other's work. */
const syncPrograms = [
  'dropbox',
  'onedrive',
  'google drive',
  'googledrive',
  'icloud drive',
  'nextcloud',
  'owncloud',
  'seafile',
  'tresorit',
  'proton drive',
  'syncthing',
  'sync.com',
  'pcloud',
  'magentacloud',
]
/** Markers that such programs leave in a folder they own. */
const syncMarkers = [
  '.dropbox',
  '.dropbox.cache',
  '.stfolder',
  '.sync_',
  '.owncloudsync.log',
  '.nextcloudsync.log',
  '._sync_',
]
const manyFiles = 200_000

/** Looks at `folder` (absolute) without changing anything. Links are resolved first: what counts is where the files would lie. */
export async function checkFolder(folder: string, around: Surroundings): Promise<FolderCheck> {
  const refused = (refusal: FolderRefusal): FolderCheck => ({ refusal, warnings: [], empty: false })
  const real = await realOrNew(folder)
  const spaces = await Promise.all(around.spaceFolders.map(realOrNew))
  const profile = await realOrNew(around.profileDirectory)

  if (spaces.some((space) => isWithin(real, space))) return refused('inside-space')
  if (spaces.some((space) => isWithin(space, real))) return refused('contains-space')
  if (isWithin(real, profile) || isWithin(profile, real)) return refused('profile')
  if (real === path.parse(real).root) return refused('volume-root')
  const home = await realOrNew(homedir())
  if (isWithin(home, real)) return refused('home')
  if (systemFolders().some((system) => isWithin(real, system))) return refused('system')

  const names = await namesIn(real)
  if (names === 'denied' || names === 'not-a-folder') return refused(names)
  if (names === 'missing')
    return around.use === 'receive' ? { refusal: null, warnings: [], empty: true } : refused('not-a-folder')
  const warnings = await warningsFor(real, names)
  return { refusal: null, warnings, empty: names.length === 0 }
}

/** True for `inner` equal to `outer` or below it. Both absolute and resolved. */
function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(comparable(outer), comparable(inner))
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative))
}

/** Windows and macOS take upper and lower case for the same folder. */
const comparable = (folder: string): string => (platform() === 'linux' ? folder : folder.toLowerCase())

/** The real path; for what does not exist yet, that of its nearest existing parent with the rest appended. */
async function realOrNew(folder: string): Promise<string> {
  const absolute = path.resolve(folder)
  try {
    return await disk.realpath(absolute)
  } catch {
    const parent = path.dirname(absolute)
    return parent === absolute ? absolute : path.join(await realOrNew(parent), path.basename(absolute))
  }
}

function systemFolders(): readonly string[] {
  if (platform() === 'win32') {
    const names = ['SystemRoot', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramData']
    return names.flatMap((name) => process.env[name] ?? [])
  }
  const shared = [
    '/bin',
    '/boot',
    '/dev',
    '/etc',
    '/lib',
    '/lib64',
    '/proc',
    '/run',
    '/sbin',
    '/sys',
    '/usr',
    '/var/lib',
    '/var/log',
  ]
  return platform() === 'darwin' ? [...shared, '/System', '/Library', '/Applications', '/private/etc'] : shared
}

async function namesIn(folder: string): Promise<readonly string[] | 'denied' | 'missing' | 'not-a-folder'> {
  try {
    await disk.access(folder, disk.constants.R_OK | disk.constants.W_OK)
    return await disk.readdir(folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return 'missing'
    return code === 'ENOTDIR' ? 'not-a-folder' : 'denied'
  }
}

async function warningsFor(folder: string, names: readonly string[]): Promise<readonly FolderWarning[]> {
  const warnings: FolderWarning[] = []
  const parts = folder.toLowerCase().split(path.sep)
  const named = parts.some((part) => syncPrograms.some((program) => part === program || part.startsWith(`${program} `)))
  if (named || names.some((name) => syncMarkers.some((marker) => name.toLowerCase().startsWith(marker))))
    warnings.push('sync-program')
  const type = await volumeType(folder)
  if (type !== null) warnings.push(type)
  if (await hasMoreThan(folder, manyFiles)) warnings.push('many-files')
  return warnings
}

/** File system numbers as Linux and macOS report them (statfs(2)); elsewhere unknown. */
const networkVolumes = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x65735546, 0x01021997])
const fatVolumes = new Set([0x4d44, 0x2011bab0])

async function volumeType(folder: string): Promise<'network-drive' | 'fat' | null> {
  if (platform() === 'win32') return folder.startsWith('\\\\') ? 'network-drive' : null
  const { type } = await disk.statfs(folder)
  if (networkVolumes.has(type)) return 'network-drive'
  return fatVolumes.has(type) ? 'fat' : null
}

/** Stops counting as soon as the answer is clear. */
async function hasMoreThan(folder: string, limit: number): Promise<boolean> {
  const waiting = [folder]
  let count = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await disk.readdir(next, { withFileTypes: true }).catch(() => [])) {
      if (++count > limit) return true
      if (entry.isDirectory()) waiting.push(path.join(next, entry.name))
    }
  }
  return false
}
