// The records of a space log: genesis and the payload of every entry type. PROTOCOL §10, §19.9, §19.10. Clients and relay.
import { z } from 'zod'
import { bytes, hexBytes, record, text, uint } from '../../base/record.ts'
import type { DeviceId, EntryHash, IdentityId, PackId, RelayId, SpaceId } from '../../domain/ids.ts'
import { homeSchema } from '../identity/index.ts'

/** [kind, id]. "identity" is the only kind of this format; others ("group", "organisation", "link") stop the reader. */
const principal = z.tuple([text(32), hexBytes<IdentityId>(32)])
export const identityKind = 'identity'

const headSchema = z.tuple([uint(), hexBytes<EntryHash>(32)])

/** [1, "space.genesis", owner, home, predecessor | null, author, device, author head, time, 16 random bytes]. */
export const genesisRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('space.genesis'),
    principal,
    homeSchema,
    z.tuple([hexBytes<SpaceId>(32), uint(), hexBytes<EntryHash>(32)]).nullable(),
    hexBytes<IdentityId>(32),
    hexBytes<DeviceId>(32),
    headSchema,
    uint(),
    bytes(16),
  ]),
)

/** [kind, id, level | null, allow, deny, notAfter | null]; a level belongs to groups. Rights are sums of bits. */
export const grantSet = z.tuple([
  text(32),
  hexBytes<IdentityId>(32),
  uint(3).nullable(),
  uint(31),
  uint(31),
  uint().nullable(),
])
/** [kind, id, level | null]. */
export const grantRemove = z.tuple([text(32), hexBytes<IdentityId>(32), uint(3).nullable()])

/** Bytes of an envelope that holds a key. */
export const linkLength = 104
/** [epoch, keyCommit, X-Wing key of the drop | null, envelope of the key before | null, recipientsHash]. */
export const epochRotate = z.tuple([uint(), bytes(32), bytes(1216).nullable(), bytes(linkLength).nullable(), bytes(32)])
/** [epoch, envelope of the key before it]. */
export const epochRelink = z.tuple([uint(), bytes(linkLength)])
/** [epoch, 0 its lockbox | 1 its link does not open]. */
export const complaint = z.tuple([uint(), z.literal([0, 1])])

const packId = hexBytes<PackId>(16)
const packLength = z
  .int()
  .min(4096)
  .max(64 * 2 ** 20)
/** [[pack, bytes]…] in ascending order of ids. */
const addedPacks = z.array(z.tuple([packId, packLength]))

/** Commit and snapshot: [epoch, packs]. */
export const sealedHeader = z.tuple([uint(), addedPacks])
export const packsAdd = z.tuple([addedPacks.min(1)])
/** packs.release and packs.keep: [packs] in ascending order. */
export const packsNamed = z.tuple([z.array(packId).min(1)])

/** heads, accept, leave, close. */
export const empty = z.tuple([])
/** [principal | null]: null withdraws the offer. */
export const ownerOffer = z.tuple([principal.nullable()])
/** [seq of the offer]. */
export const ownerAccept = z.tuple([uint()])
/** [relay, address]. */
export const homeSet: z.ZodType<[RelayId, string], [Uint8Array, string]> = homeSchema
/** [format]. */
export const formatRaise = z.tuple([uint()])
