// What an update says of itself, and whether this installation takes it. Pure; main process and tools/sign-update. ADR 5.
// [Note: The order of trust] The signature is checked over the bytes of the feed before anything in it is read; what it names is downloaded
// only afterwards, and only with the SHA-512 that the feed states.
import { z } from 'zod'
import type { UpdateProblem } from '../../shared/ipc/updates.ts'

export const product = 'app.siegel.desktop'
export const feedName = 'siegel-update.json'
export const signatureName = `${feedName}.sig`

/** How an installation came to be, as far as each kind is replaced in its own way. */
export const packageKinds = ['deb', 'rpm', 'AppImage', 'nsis', 'zip'] as const
export type PackageKind = (typeof packageKinds)[number]

const version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)

const feed = z.object({
  product: z.string(),
  version,
  files: z
    .array(
      z.object({
        kind: z.enum(packageKinds).or(z.string()),
        arch: z.string(),
        /** Beside the feed; a name, never a path. */
        name: z.string().regex(/^[\w-][\w.-]*$/),
        size: z.int().min(1),
        /** 64 bytes, base64. */
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
      }),
    )
    .max(100),
})
export type Feed = z.output<typeof feed>
export type FeedFile = Feed['files'][number]

export type Installation = {
  readonly version: string
  /** The highest version that a genuine feed named so far; an older one is then a step back. */
  readonly newestSeen: string | null
  readonly kind: PackageKind
  readonly arch: string
}

export type Judged =
  | { readonly kind: 'newer'; readonly version: string; readonly file: FeedFile }
  | { readonly kind: 'newest'; readonly version: string }
  | { readonly kind: 'refused'; readonly problem: UpdateProblem }

/** `bytes` are signed by the project's key. */
export function judgeFeed(bytes: Uint8Array, here: Installation): Judged {
  const read = feed.safeParse(jsonOf(bytes))
  if (!read.success) return { kind: 'refused', problem: 'no-feed' }
  const { product: of, version: offered, files } = read.data
  if (of !== product) return { kind: 'refused', problem: 'foreign' }
  const seen = here.newestSeen ?? here.version
  if (isOlder(offered, here.version) || isOlder(offered, seen)) return { kind: 'refused', problem: 'older' }
  if (!isOlder(here.version, offered)) return { kind: 'newest', version: offered }
  const file = files.find(({ kind, arch }) => kind === here.kind && arch === here.arch)
  return file ? { kind: 'newer', version: offered, file } : { kind: 'refused', problem: 'foreign' }
}

/** Both of the form 1.2.3; what is not counts as oldest. */
export function isOlder(one: string, other: string): boolean {
  const parts = (text: string) => (version.safeParse(text).success ? text.split('.').map(Number) : [])
  const [a, b] = [parts(one), parts(other)]
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1)
    if (difference !== 0) return difference < 0
  }
  return false
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}
