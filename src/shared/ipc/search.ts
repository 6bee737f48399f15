// Channel group `search`: spaces, contacts and files by name, over everything that is here. Answered by core from the local database:
// no name that is looked for leaves this computer.
import { z } from 'zod'
import { call } from './call.ts'
import { count, nodeId, person, spaceId } from './values.ts'

const place = z.object({ id: spaceId, name: z.string() })

export const found = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('space'), space: place }),
  z.object({ kind: z.literal('contact'), person }),
  z.object({
    kind: z.literal('node'),
    space: place,
    node: nodeId,
    name: z.string(),
    type: z.enum(['file', 'folder']),
    /** The folder it lies in; null: the top of the space. */
    folder: nodeId.nullable(),
    /** Names of the folders above, outermost first. */
    folders: z.array(z.string()),
  }),
])
export type Found = z.output<typeof found>

export const searchCalls = {
  /** Every word of `text` stands in the name, whatever its case and accents. Spaces come first, then contacts, then files. */
  'search.find': call(
    z.strictObject({ text: z.string().trim().min(1).max(200), offset: count, limit: z.int().min(1).max(500) }),
    z.object({ items: z.array(found), total: count }),
  ),
} as const
