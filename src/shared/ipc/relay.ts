// Channel group `relay`: where the own relay is, who can reach the one in this app, and which way leads out of this network.
// Answered by core. DESIGN.md "Embedded relay".
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { count, localToken } from './values.ts'

/** How the home relay is reached. `embedded` runs in this app. */
export const relayKind = z.enum(['embedded', 'address'])
export const reachKind = z.enum(['only-me', 'this-network', 'address'])

/** A host name or URL as a person typed it: core completes and checks it. */
export const relayAddress = z.string().trim().min(1).max(2048)

/** Who can reach the relay in this app. `untried`: the person says that the address is right although nobody answers there from here. */
export const reachChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('only-me') }),
  z.strictObject({ kind: z.literal('this-network') }),
  z.strictObject({ kind: z.literal('address'), address: relayAddress, untried: z.boolean() }),
])
export type ReachChoice = z.output<typeof reachChoice>

/** An invitation link or the text of a contact card, as a person got it. */
export const invitationText = z
  .string()
  .min(1)
  .max(64 * 1024)

/** Where the identity's log will live. */
export const relayChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedded'), reach: reachChoice }),
  z.strictObject({
    kind: z.literal('address'),
    address: relayAddress,
    token: z.string().trim().max(512).nullable(),
  }),
  /** The relay that an invitation link or a contact card names. */
  z.strictObject({ kind: z.literal('invited'), invitation: invitationText }),
])
export type RelayChoice = z.output<typeof relayChoice>

/** What packs may take of the line, over all spaces: bytes a second, at least 64 KiB; null: all of it. */
const rate = z.int().min(65_536).nullable()
export const bandwidth = z.strictObject({ up: rate, down: rate })

export const relayCalls = {
  'relay.get': call(
    nothing,
    z.object({
      kind: relayKind,
      /** Of home, as others are told; null: nobody else can reach it now. */
      address: z.string().nullable(),
      /** The relay in this app, also where home has moved away from it. Null: this person has none there, or it does not run. */
      embedded: z
        .object({
          reach: reachKind,
          /** As others find it; null: nobody else can reach it now. */
          address: z.string().nullable(),
          /** In the network this computer is in; null: it is in none, or only this computer may come. */
          inNetwork: z.string().nullable(),
        })
        .nullable(),
      network: z.object({
        /** Set by the person, without name and password; null: what the system says. */
        ownProxy: z.string().nullable(),
        /** Through which the relay is reached now, without name and password; null: directly. */
        proxy: z.string().nullable(),
        /** As whom; null: as nobody. */
        proxyName: z.string().nullable(),
        ownCertificates: count,
        bandwidth,
      }),
    }),
  ),
  /** E_TRANSPORT: nobody answers at the address. E_ID: another relay does. Then everything is as before. */
  'relay.setReach': call(reachChoice, done),
  /** `proxy`: http(s)://[user:password@]host:port, null: what the system says. E_CANON: neither that nor a certificate. */
  'relay.setProxy': call(z.strictObject({ proxy: z.string().trim().max(2048).nullable() }), done),
  /** Which proxy leads to the relay now; where there is no profile yet, to the relay last tried: its origin. Null: none. */
  'relay.proxy': call(nothing, z.object({ proxy: z.string().nullable() })),
  /** As whom to go through it. `proxy`: the one the person was shown. E_GONE: none leads there any more, or another one. */
  'relay.signInAtProxy': call(
    z.strictObject({
      proxy: z.string().max(2048),
      name: z.string().trim().min(1).max(255),
      password: z.string().max(255),
    }),
    done,
  ),
  'relay.setBandwidth': call(bandwidth, done),
  /** Certificates (PEM file) trusted besides those of the system; null: none any more. */
  'relay.setCertificates': call(z.strictObject({ file: localToken.nullable() }), done),
} as const
