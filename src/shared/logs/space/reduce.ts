// The public reducer of a space log: the state before an entry and the entry give the state after it, or a refusal. Pure; it
// needs no key and never looks at bodies, so clients and relay agree whatever was withheld. PROTOCOL §8, §10, §19.2, §19.9.
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { IdentityId, SpaceId } from '../../domain/ids.ts'
import { mustFollow } from '../chain.ts'
import { mustBeSignedBy, readGenesis, readPayload, type Entry, type Header } from '../entry.ts'
import { activeDevice, stateAt, type Identities } from '../identity/index.ts'
import { GrowingMap } from './growing-map.ts'
import { learnHeads } from './known-heads.ts'
import * as payloads from './payloads.ts'
import * as epochs from './reducers/epochs.ts'
import * as grants from './reducers/grants.ts'
import * as ownership from './reducers/ownership.ts'
import * as packs from './reducers/packs.ts'
import { rightsOf } from './rights.ts'
import type { SpaceState } from './state.ts'
import * as must from './validators.ts'
import type { Judged } from './validators.ts'

/** Whom the space belongs to at first: vouched for by the space's id, the hash of its genesis, alone. */
export const firstOwner = (genesis: Entry): IdentityId => readGenesis(payloads.genesisRecord, genesis)[2][1]

/**
 * The state after genesis. Pass `expected` for a space that was asked for by id. Throws MissingHead, E_ID (another space),
 * E_SIG, E_ROLE (the author is not the owner, or the device not active), E_CANON, E_FORK, and E_UNKNOWN_VERSION for an owner
 * that is not an identity.
 */
export function openSpace(suite: Suite, genesis: Entry, identities: Identities, expected?: SpaceId): SpaceState {
  const id = genesis.logId as SpaceId
  if (expected !== undefined && id !== expected) throw new Refused('E_ID', 'another space')
  const [, , [kind, owner], [relayId, address], from, authorId, authorDevice, [seq, hash], time] = readGenesis(
    payloads.genesisRecord,
    genesis,
  )
  must.mustBeIdentity(kind, null)
  if (owner !== authorId) throw new Refused('E_ROLE', 'author is not the owner')
  must.mustBeAddress(address)
  const author = stateAt(identities, { logId: authorId, seq, hash })
  mustBeSignedBy(suite, 'space', genesis, activeDevice(author, authorDevice).signPublicKey)
  return {
    id,
    owner,
    home: { relayId, address },
    predecessor: from && { spaceId: from[0], seq: from[1], hash: from[2] },
    head: { seq: 0, hash: genesis.hash },
    time,
    format: 1,
    grants: new Map(),
    left: new Set(),
    accepted: new Set(),
    offer: null,
    knownHeads: new Map([[owner, { seq, hash }]]),
    epoch: 0,
    keyCommit: null,
    epochs: [],
    epochRecipients: [],
    complaints: [],
    packs: GrowingMap.empty(),
    released: new Map(),
    formerPrincipals: new Map(),
    closed: false,
  }
}

/**
 * The state after `entry`; `state` itself is never changed. Throws `MissingHead` when another log must be fetched first, or
 * `Refused`: the log stops before this entry. A commit whose sealed part is void is valid here.
 */
export function reduceSpace(suite: Suite, state: SpaceState, entry: Entry, identities: Identities): SpaceState {
  mustBeOnThisBranch(suite, state, entry, identities)
  const header = mustFollow(state, entry)
  if (state.closed) throw new Refused('E_POLICY', 'the space is closed')
  mustBeSignedByAuthor(suite, entry, header, identities)
  const { body, reduce } = reducerOf(header.type)
  if (body === 'always') must.mustHaveBody(header)
  if (body === 'never') must.mustHaveNoBody(header)
  const knownHeads = learnHeads(state, header, identities, invitedBy(header))
  const known = { ...state, time: header.time, knownHeads }
  const change = reduce({ suite, identities, state: known, header, rights: rightsOf(known, header.authorId) })
  return { ...known, ...change, head: { seq: entry.seq, hash: entry.hash } }
}

/** A principal who signed the entry after next of another history: the two are proof of a fork. Throws E_FORK. */
function mustBeOnThisBranch(suite: Suite, state: SpaceState, entry: Entry, identities: Identities): void {
  const { header } = entry
  if (header?.logId !== state.id || header.seq !== state.head.seq + 1 || header.prev === state.head.hash) return
  mustBeSignedByAuthor(suite, entry, header, identities)
  if (rightsOf(state, header.authorId, header.time) !== 0) throw new Refused('E_FORK', `two entries ${state.head.seq}`)
}

/** By a device that is active at the head of its identity log which the entry names. */
function mustBeSignedByAuthor(suite: Suite, entry: Entry, header: Header, identities: Identities): void {
  const { authorId, authorDevice, authorHead } = header
  if (authorHead === null) throw new Refused('E_CANON', 'author without a head')
  const author = stateAt(identities, { logId: authorId, ...authorHead })
  mustBeSignedBy(suite, 'space', entry, activeDevice(author, authorDevice).signPublicKey)
}

/** Who becomes a principal by this entry: its heads may name their log too. */
function invitedBy({ type, payload }: Header): IdentityId | null {
  return type === 'grant.set' ? readPayload(payloads.grantSet, payload)[1] : null
}

/** What it names was learnt before it is judged: that is all it does. */
function heads(judged: Judged): Partial<SpaceState> {
  readPayload(payloads.empty, judged.header.payload)
  must.mustBePrincipal(judged)
  return {}
}

/** `body`: whether an entry of the type has one; a grant has where it hands out the key. */
type Rule = { readonly body: 'always' | 'never' | 'by content'; reduce(judged: Judged): Partial<SpaceState> }

const rules: Readonly<Record<Rule['body'], Readonly<Record<string, Rule['reduce']>>>> = {
  'by content': { 'grant.set': grants.setGrant },
  always: { 'epoch.rotate': epochs.rotate, commit: packs.commit, snapshot: packs.snapshot },
  never: {
    'grant.remove': grants.removeGrant,
    leave: grants.leave,
    accept: grants.accept,
    'epoch.relink': epochs.relink,
    complaint: epochs.complain,
    'packs.add': packs.addPacks,
    'packs.release': packs.releasePacks,
    'packs.keep': packs.keepPacks,
    heads,
    'owner.offer': ownership.offerOwnership,
    'owner.accept': ownership.acceptOwnership,
    'home.set': ownership.setHome,
    'format.raise': ownership.raiseFormat,
    close: ownership.close,
  },
}
const ruleOf: ReadonlyMap<string, Rule> = new Map(
  (Object.keys(rules) as Rule['body'][]).flatMap((body) =>
    Object.entries(rules[body]).map(([type, reduce]) => [type, { body, reduce }] as const),
  ),
)

function reducerOf(type: string): Rule {
  const rule = ruleOf.get(type)
  if (rule === undefined) throw new Refused('E_UNKNOWN_VERSION', 'space entry type')
  return rule
}
