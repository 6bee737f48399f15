// Watches over what must hold at any time while a history runs, and notes as a bug what does not. Tests only. SYNC.md "What must hold".
import { decodeManifest, type Manifest } from '../../shared/content/manifest.ts'
import type { ContentId, IdentityId, NodeId } from '../../shared/domain/ids.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import type { Accounts } from './accounts.ts'
import type { Client } from './client.ts'
import type { Torn } from './simulated-disk.ts'
import type { SimulatedRelay } from './simulated-relay.ts'
import { spuriousCopy } from './spurious.ts'

export class Witness {
  readonly bugs: unknown[] = []
  readonly #relay: SimulatedRelay
  readonly #accounts: Accounts
  readonly #clientOf: (author: IdentityId) => Client | undefined
  /** Node and content: what a power cut left of longer contents that an engine had seen. */
  readonly #torn = new Set<string>()
  readonly #killed = new Set<Client>()
  #hasCutPower = false

  /** Nobody deletes anything in this history, nor moves it to where it is not synced. */
  keepsAll = false

  constructor(relay: SimulatedRelay, accounts: Accounts, clientOf: (author: IdentityId) => Client | undefined) {
    this.#relay = relay
    this.#accounts = accounts
    this.#clientOf = clientOf
  }

  seeCommit(operations: readonly Operation[], author: IdentityId): void {
    this.#mustHaveRoot(operations, author)
    for (const operation of operations)
      if (operation.kind === 'put') {
        if (operation.place === null) this.#mustHaveSeen(operation.id, author)
        this.#learn(operation.id, decodeManifest(operation.manifest), operation.place === null)
      }
  }

  /** A file comes to `path` by the client's engine. Property 4. */
  seeChange(client: Client, path: string): void {
    const isWhole = !this.#hasCutPower && !this.#killed.has(client)
    const contentId = (data: Uint8Array): ContentId => this.#accounts.contentId(data)
    const spurious = spuriousCopy({ relay: this.#relay, isWhole, contentId }, client, path)
    if (spurious !== null) this.bugs.push(new Error(spurious))
  }

  /** A process died; `torn`: the files that a power cut took something of. */
  seeKill(client: Client, torn: readonly Torn[] | null): void {
    this.#killed.add(client)
    if (torn !== null) this.#hasCutPower = true
    for (const { inode, before, isTorn } of torn ?? []) {
      this.#accounts.release(before)
      const { fileId } = client.disk.stat(inode)
      for (const { id, stat } of client.store.local()) {
        if (isTorn && stat.fileId === fileId && inode.data.length < stat.size)
          this.#torn.add(`${id} ${this.#accounts.contentId(inode.data)}`)
      }
    }
    if (this.#hasCutPower) this.#accounts.releaseMissing(client)
  }

  /** Property 7: who has no folder now removes nothing, and nobody what no person deleted. */
  #mustHaveRoot(operations: readonly Operation[], author: IdentityId): void {
    const client = this.#clientOf(author)
    const removed = operations.filter(({ kind }) => kind === 'remove').length
    if (removed > 0 && client?.disk.find(['home', 'space']) === null)
      this.bugs.push(new Error(`${client.name} removed without a folder`))
    if (removed > 0 && this.keepsAll) this.bugs.push(new Error(`${client?.name} removed what nobody deleted`))
  }

  /** Property 5: what is equal is not said again. */
  #mustBeNew(id: NodeId): void {
    const [before, now] = this.#relay.tree.revisions(id).slice(-2)
    if (before !== undefined && now !== undefined && before.id !== now.id) {
      const [one, other] = [decodeManifest(before.manifest), decodeManifest(now.manifest)]
      if (one.contentId === other.contentId) this.bugs.push(new Error('an equal content was committed'))
    }
  }

  /** Property 4, the other way round: an edit replaces only what its author's folder had, or has beside. */
  #mustHaveSeen(id: NodeId, author: IdentityId): void {
    const client = this.#clientOf(author)
    const [before] = this.#relay.tree.revisions(id).slice(-2)
    const base = [...(client?.store.synced() ?? [])].find((node) => node.id === id)
    if (before !== undefined && base?.contentId !== decodeManifest(before.manifest).contentId)
      this.bugs.push(new Error(`${client?.name} replaced a content without a conflict`))
  }

  #learn(id: NodeId, { contentId }: Manifest, isEdit: boolean): void {
    this.#accounts.known.add(contentId)
    if (isEdit) this.#mustBeNew(id)
    if (isEdit && this.#torn.has(`${id} ${contentId}`))
      this.bugs.push(new Error('a torn content was taken for an edit'))
  }
}
