// Channel group `updates`: newer versions of Siegel, from an address that the person or their office names. Answered by main
// (src/main/updates); the window is told of changes as of the rest of the host. ADR 5.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'

/**
 * Why nothing was taken. `unreached`: no answer from the address · `no-feed`: something else answers there · `unsigned`: no signature by this
 * project's key · `foreign`: genuine, but of another product, or nothing for this system · `older`: than what runs here or was offered
 * before · `damaged`: the file is not the one that was signed.
 */
export const updateProblems = ['unreached', 'no-feed', 'unsigned', 'foreign', 'older', 'damaged'] as const
export type UpdateProblem = (typeof updateProblems)[number]

export const updateState = z.discriminatedUnion('kind', [
  /** This build takes none: it holds no key to check them with, or is of a kind that cannot replace itself. */
  z.object({ kind: z.literal('unavailable') }),
  /** Nobody named an address yet. */
  z.object({ kind: z.literal('off') }),
  /** `checkedAt`: milliseconds since 1970; null: not since the start. */
  z.object({ kind: z.literal('newest'), checkedAt: z.number().nullable() }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('available'), version: z.string() }),
  /** `part`: from 0 to 1. */
  z.object({ kind: z.literal('downloading'), version: z.string(), part: z.number() }),
  /** `onQuit`: it replaces this version when Siegel is quit. */
  z.object({ kind: z.literal('ready'), version: z.string(), onQuit: z.boolean() }),
  z.object({ kind: z.literal('refused'), problem: z.enum(updateProblems) }),
])
export type UpdateState = z.output<typeof updateState>

/** Where the feed lies: a folder at a web server. */
export const updateAddress = z.url({ protocol: /^https?$/, hostname: /./ }).max(1000)

export const updateCalls = {
  'updates.state': call(
    nothing,
    z.object({ address: updateAddress.nullable(), version: z.string(), state: updateState }),
  ),
  /** Null turns updates off. Nothing is asked before a check. */
  'updates.setAddress': call(z.strictObject({ address: updateAddress.nullable() }), done),
  /** Returns at once; the state tells the rest. */
  'updates.check': call(nothing, done),
  /** E_GONE unless one is available. */
  'updates.download': call(nothing, done),
  /** E_GONE unless one is ready. */
  'updates.installOnQuit': call(z.strictObject({ install: z.boolean() }), done),
} as const
