// Channel groups `ignoring`, `place` and `server`: what a space leaves out here, where it is and who has seen what of it, and what its
// relay really stores. Answered by core. PROTOCOL §12, SYNC.md "What is a file here".
import { z } from 'zod'
import { call, done } from './call.ts'
import { byteCount, count, instant, nodeId, person, rights, spaceId } from './values.ts'

const ofSpace = z.strictObject({ space: spaceId })

/** Lines in gitignore syntax. */
const ignoreRules = z.array(z.string().max(500)).max(500)
/** Most names a preview holds. */
export const previewLimit = 200

/** Bytes as the relay gave them, in hex: the only place where a person is shown such. */
const rawBytes = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .meta({ hexBytes: 256 })

export const deviceWord = z.object({
  person,
  /** Only own devices have names here; null: another person's, or one without. */
  name: z.string().nullable(),
  /** It is this one. */
  here: z.boolean(),
  /** When it said so; for this one: when it last looked. Null: it has not yet. */
  at: instant.nullable(),
  /** Up to the change made at this time it has seen everything. */
  upTo: instant.nullable(),
  /** It has seen everything that this device has. */
  newest: z.boolean(),
})
export type DeviceWord = z.output<typeof deviceWord>

export const storedEntry = z.object({
  number: count,
  /** The kind, in the words of the log. */
  kind: z.string(),
  at: instant.nullable(),
  /** The beginnings of the ids of the author and the device. */
  author: z.string(),
  device: z.string(),
  /** Lengths of the packs it adds, in bytes. */
  packs: z.array(byteCount),
  /** Bytes of the sealed part; 0: it has none. */
  sealedBytes: byteCount,
  signatures: count,
  totalBytes: byteCount,
})
export type StoredEntry = z.output<typeof storedEntry>

export const serverView = z.object({
  /** What this person sees of the item. */
  mine: z.object({
    name: z.string(),
    folders: z.array(z.string()),
    kind: z.enum(['file', 'folder']),
    size: byteCount,
    at: instant,
    by: person,
  }),
  /** The entry of the item's last change, as the relay has just given it. */
  entry: storedEntry.extend({ space: z.string(), epoch: count.nullable(), bytes: rawBytes }),
  /** Where the first part of the content lies; null: a folder, an empty file. */
  pack: z.object({ id: z.string(), length: byteCount, bytes: rawBytes }).nullable(),
  /** The name was looked for in everything that came, as text in two encodings. */
  nameFound: z.boolean(),
  searchedBytes: byteCount,
  /** The last entries of the log, newest first. */
  head: z.array(storedEntry),
  /** Who is in the space: what the relay knows of each, beside who it is. */
  members: z.array(z.object({ code: z.string(), person, rights })),
})
export type ServerView = z.output<typeof serverView>

export const spaceSettingsCalls = {
  'ignoring.get': call(ofSpace, z.object({ rules: ignoreRules, isDefault: z.boolean() })),
  /** What these rules would leave out: in the space already (not exchanged here any more), and only in the folder. */
  'ignoring.preview': call(
    z.strictObject({ space: spaceId, rules: ignoreRules }),
    z.object({
      inSpace: z.object({ total: count, names: z.array(z.string()).max(previewLimit) }),
      inFolder: z.object({ total: count, names: z.array(z.string()).max(previewLimit) }),
      /** The folder holds more than was looked at. */
      isCut: z.boolean(),
    }),
  ),
  /** Null: the default rules. */
  'ignoring.set': call(z.strictObject({ space: spaceId, rules: ignoreRules.nullable() }), done),
  'place.get': call(
    ofSpace,
    z.object({
      relay: z.object({ address: z.string(), isMine: z.boolean() }),
      devices: z.array(deviceWord),
      /** After so many days without a word nothing counts as confirmed. */
      limitDays: count,
    }),
  ),
  /** What the relay says of itself, asked now. E_TRANSPORT, E_ID: another one answers. */
  'place.relay': call(
    ofSpace,
    z.object({ name: z.string(), operator: z.string(), place: z.string(), contact: z.string(), privacy: z.string() }),
  ),
  /** Items whose names hold `text`, the latest changed first. */
  'server.items': call(
    z.strictObject({ space: spaceId, text: z.string().max(200) }),
    z.array(z.object({ id: nodeId, name: z.string(), folders: z.array(z.string()) })).max(50),
  ),
  /** Asked of the relay now. E_TRANSPORT; E_INTEGRITY: what it gives is not what this device verified. */
  'server.view': call(z.strictObject({ space: spaceId, node: nodeId }), serverView),
} as const
