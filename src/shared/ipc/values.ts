// The values that several channels speak of: ids, persons, rights, instants, tokens for local files. Runs in preload, main and core.
// Names and texts are for display; nothing here is a key, a path or anything the relay should not see (PRODUCT.md "Manners").
import { z } from 'zod'
import type { DeviceId, IdentityId, NodeId, RelayId, RevisionId, SpaceId } from '../domain/ids.ts'
import './call.ts'

const hex = <T extends string>(bytes: number): z.ZodType<T, T> =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
    .meta({ hexBytes: bytes }) as unknown as z.ZodType<T, T>

export const identityId = hex<IdentityId>(32)
export const deviceId = hex<DeviceId>(32)
export const relayId = hex<RelayId>(32)
export const spaceId = hex<SpaceId>(32)
export const revisionId = hex<RevisionId>(32)
export const nodeId = hex<NodeId>(16)

/** Milliseconds since 1970. */
export const instant = z.int().min(0)
export const byteCount = z.int().min(0)
export const count = z.int().min(0)

export const displayName = z.string().trim().min(1).max(200)
export const email = z.email().max(254)
export const passphrase = z.string().min(1).max(1024)

/** How far a person's identity is checked (PROTOCOL §7): ● verified by me, ◐ vouched for, ○ first contact, ✖ conflict. */
export const level = z.enum(['verified', 'vouched', 'first', 'conflict'])
export type Level = z.output<typeof level>

export const person = z.object({ id: identityId, name: z.string(), level, me: z.boolean() })
export type Person = z.output<typeof person>

export const preset = z.enum(['viewer', 'contributor', 'editor', 'manager'])
/** Bits of `rightBits`, 0 … 31. */
export const rights = z.int().min(0).max(31)

/**
 * Stands for one file or folder of this computer that a person picked in a dialog or dropped on the window: 16 random bytes as
 * base64url. Main makes it and tells core what it stands for (`core-process.ts`); the window never sees a path. Forgotten when core ends.
 */
export const localToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .meta({ token: true })
export type LocalToken = z.output<typeof localToken>

/** A picked or dropped thing. `location` is a short text for people ("Documents", "~/Work"), not a path to use. */
export const localItem = z.object({
  token: localToken,
  name: z.string(),
  location: z.string(),
  kind: z.enum(['file', 'folder']),
})
export type LocalItem = z.output<typeof localItem>

/** Why the relay is not reached (src/core/remote/connect-failed.ts). */
export const unreachable = z.enum([
  'silent',
  'another-server',
  'certificate',
  'certificate-name',
  'certificate-time',
  'wrong-key',
  'proxy',
  'proxy-password',
  'proxy-login',
  'busy',
])
