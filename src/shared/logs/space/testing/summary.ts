// What a space's state says, as plain JSON: for frozen vectors. Tests only.
import { toHex } from '../../../base/encoding.ts'
import type { Suite } from '../../../crypto/suite.ts'
import type { Identities } from '../../identity/index.ts'
import { isPending, recipientsHash } from '../recipients.ts'
import { principalsOf, rightsOf } from '../rights.ts'
import type { SpaceState } from '../state.ts'

export const summaryOf = (suite: Suite, state: SpaceState, identities: Identities) => ({
  ...{ id: state.id, head: state.head, time: state.time, format: state.format },
  ...{ owner: state.owner, offer: state.offer, home: state.home, closed: state.closed },
  rights: Object.fromEntries(principalsOf(state).map((id) => [id, rightsOf(state, id)])),
  left: [...state.left],
  accepted: [...state.accepted],
  formerPrincipals: Object.fromEntries(state.formerPrincipals),
  knownHeads: Object.fromEntries([...state.knownHeads].sort()),
  pending: isPending(suite, state, identities),
  epoch: state.epoch,
  keyCommits: state.epochs.map(({ keyCommit }) => toHex(keyCommit)),
  links: state.epochs.map(({ links }) => links.map(toHex)),
  recipients: state.epochRecipients.map(({ id, generation, keyHash }) => [id, generation, toHex(keyHash)]),
  recipientsHash: toHex(recipientsHash(suite, state.epochRecipients)),
  complaints: state.complaints,
  packs: Object.fromEntries(state.packs),
  released: Object.fromEntries(state.released),
})
