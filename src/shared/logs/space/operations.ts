// The operations a commit makes on the tree, and their form in its sealed body. PROTOCOL §10, §19.5, §19.6. Runs in clients;
// the relay never sees one.
import { z } from 'zod'
import type { Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import { bytes, hexBytes, text } from '../../base/record.ts'
import type { NodeId } from '../../domain/ids.ts'

/** Where a node lies: below which directory, under which name. */
export type Place = { readonly parent: NodeId; readonly name: string }

export type Operation =
  | { readonly kind: 'mkdir'; readonly id: NodeId; readonly parent: NodeId; readonly name: string }
  /** A new file at `place`; null: a new revision of a file that exists, which stays where it is. */
  | { readonly kind: 'put'; readonly id: NodeId; readonly place: Place | null; readonly manifest: Uint8Array }
  | { readonly kind: 'move'; readonly id: NodeId; readonly parent: NodeId; readonly name: string }
  /** Into the trash, with everything below it. */
  | { readonly kind: 'remove'; readonly id: NodeId }
  /** Back from the trash, or from below something that lies there. */
  | { readonly kind: 'restore'; readonly id: NodeId; readonly parent: NodeId; readonly name: string }
  /** Null leaves as it is. On the root directory `name` names the space. */
  | { readonly kind: 'setMeta'; readonly id: NodeId; readonly name: string | null; readonly executable: boolean | null }
  /** Forgets a node of the trash with all its revisions; a directory only once nothing is left below it. */
  | { readonly kind: 'purge'; readonly id: NodeId }

export const maxOperations = 2000

const nodeId = hexBytes<NodeId>(16)
const nameText = text({ min: 0, max: 1024 })
const manifest = bytes({ min: 1, max: 2 * 2 ** 20 })

const placed = z.tuple([z.literal([1, 3, 5]), nodeId, nodeId, nameText])
const put = z.tuple([z.literal(2), nodeId, z.tuple([nodeId, nameText]).nullable(), manifest])
const named = z.tuple([z.literal([4, 7]), nodeId])
const meta = z.tuple([z.literal(6), nodeId, nameText.nullable(), z.boolean().nullable()])
type WireOperation = z.output<typeof placed | typeof put | typeof named | typeof meta>

/** By the first item of the array. 0 was never given. */
const schemas: ReadonlyMap<unknown, z.ZodType<WireOperation>> = new Map<unknown, z.ZodType<WireOperation>>([
  ...[1, 3, 5].map((code) => [code, placed] as const),
  [2, put],
  ...[4, 7].map((code) => [code, named] as const),
  [6, meta],
])

/**
 * [1, id, parent, name] mkdir · [2, id, [parent, name] | null, manifest] put · [3, id, parent, name] move · [4, id] remove ·
 * [5, id, parent, name] restore · [6, id, name | null, executable | null] setMeta · [7, id] purge.
 */
export const operationSchema = z.codec(z.custom<Cbor>(), z.custom<Operation>(), {
  decode: (wire, context) => {
    const schema = schemas.get(Array.isArray(wire) ? wire[0] : null)
    const read = schema?.safeDecode(wire)
    if (read?.success === true) return fromWire(read.data)
    context.issues.push({ code: 'custom', input: wire })
    return z.NEVER
  },
  encode: toWire,
})

const placing = { 1: 'mkdir', 3: 'move', 5: 'restore' } as const

function fromWire(wire: WireOperation): Operation {
  const [code, id] = wire
  switch (code) {
    case 1:
    case 3:
    case 5:
      return { kind: placing[code], id, parent: wire[2], name: wire[3] }
    case 2:
      return { kind: 'put', id, place: wire[2] && { parent: wire[2][0], name: wire[2][1] }, manifest: wire[3] }
    case 4:
      return { kind: 'remove', id }
    case 6:
      return { kind: 'setMeta', id, name: wire[2], executable: wire[3] }
    case 7:
      return { kind: 'purge', id }
  }
}

function toWire(operation: Operation): Cbor {
  const id = fromHex(operation.id)
  switch (operation.kind) {
    case 'mkdir':
      return [1, id, ...placeToWire(operation)]
    case 'put':
      return [2, id, operation.place && placeToWire(operation.place), operation.manifest]
    case 'move':
      return [3, id, ...placeToWire(operation)]
    case 'remove':
      return [4, id]
    case 'restore':
      return [5, id, ...placeToWire(operation)]
    case 'setMeta':
      return [6, id, operation.name, operation.executable]
    case 'purge':
      return [7, id]
  }
}

const placeToWire = ({ parent, name }: Place): [Uint8Array, string] => [fromHex(parent), name]
