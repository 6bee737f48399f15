// Every label that separates one use of a key, a hash or a signature from another: the only place where they are named.
// PROTOCOL §2, all processes. labels.test.ts finds each use in the source and refuses a label with two purposes.

/** H("siegel/1/" + label, …). */
export const hashLabels = [
  'id/identity',
  'id/device',
  'id/space',
  'id/organisation',
  'id/relay',
  'id/revision',
  'id/kem',
  'id/check',
  'entry/identity',
  'entry/organisation',
  'entry/space',
  'body',
  'pt',
  'message/body',
  'message/id',
  'invite/secret',
  'inbox/token',
  'inbox/message',
  'safety/salt',
  'space/recipients',
  'state/leaf',
  'state/root',
] as const

/** KDF(key, "siegel/1/" + label, …). */
export const kdfLabels = [
  'cenv',
  'nonce',
  'hpke/seed',
  'key/commit',
  'root/id',
  'root/sign',
  'root/kem',
  'identity/kem',
  'identity/self',
  'vault/pass',
  'vault/os',
  'vault/both',
  'vault/recovery',
  'vault/database',
  'vault/secrets',
  'vault/pins',
  'vault/journal',
  'space/prev',
  'space/body',
  'chunk/nonce',
  'page/nonce',
  'invite/proof',
] as const

/** Sign(key, "siegel/1/sig/" + label, …). */
export const signLabels = [
  'entry/identity',
  'entry/organisation',
  'entry/space',
  'device/join',
  'lockbox',
  'message',
  'card',
  'self',
  'receipt',
  'relay/address',
  'statement',
  'request',
  'update',
] as const

/** Associated data "siegel/1/aead/" + label, of envelopes and of bulk chunks. */
export const aeadLabels = [
  'vault',
  'vault-secrets',
  'pins',
  'device-name',
  'seed/previous',
  'identity/body',
  'self',
  'message',
  'space/prev',
  'space/body',
  'chunk',
  'page',
  'snapshot',
  'journal',
] as const

/** HPKE info "siegel/1/seal/" + label: what is inside a lockbox (key kinds), or a message. */
export const keyKinds = [
  'epoch',
  'identity-seed',
  'group-seed/member',
  'group-seed/moderator',
  'group-seed/admin',
  'metadata',
  'recovery',
  'link',
  'drop',
] as const
export const sealLabels = [...keyKinds, 'message'] as const

/** LP(label, …) as an Argon2id input: no prefix (PROTOCOL §7). */
export const passwordLabels = ['safety-number'] as const

export type HashLabel = (typeof hashLabels)[number]
export type KdfLabel = (typeof kdfLabels)[number]
export type SignLabel = (typeof signLabels)[number]
export type AeadLabel = (typeof aeadLabels)[number]
export type KeyKind = (typeof keyKinds)[number]
