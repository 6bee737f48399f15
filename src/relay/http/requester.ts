// Who signed a request. Relay only. PROTOCOL §15, §19.14.
import type { DeviceId, IdentityId } from '../../shared/domain/ids.ts'

export type Requester = {
  readonly identityId: IdentityId
  readonly deviceId: DeviceId
  /** The Ed25519 key that verified the request, 32 bytes as hex. */
  readonly key: string
  /**
   * The device stands in the identity log held here. If not, `identityId` is only what the request says, and it may only
   * read identity logs by id, register, mirror, append, or post with a token.
   */
  readonly isKnown: boolean
  /** The identity has an account here that is not blocked. */
  readonly hasAccount: boolean
  /** The token in the `siegel-token` header. */
  readonly token: Uint8Array | null
}

declare module 'fastify' {
  interface FastifyRequest {
    requester: Requester | null
    /** Of the body, in memory. [Note: Two purses] */
    held: { readonly purse: 'known' | 'strange'; readonly bytes: number }
  }
  interface FastifyContextConfig {
    /** 'public': unsigned; 'signed': any device; 'known': a device that stands in a log held here. */
    access?: 'public' | 'signed' | 'known'
    /** The body's digest is not signed: packs. */
    rawBody?: boolean
  }
}
