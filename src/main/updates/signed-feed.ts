// Where electron-updater learns of a newer version: our own signed feed in the place of its unsigned one. Main process. ADR 5.
import { Provider, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { UpdateProblem } from '../../shared/ipc/updates.ts'
import { feedName, judgeFeed, signatureName, type Installation } from './feed.ts'

/** True if `signature` is the project's over `feed`. Core answers it: there is one door to libsodium. */
export type VerifyFeed = (feed: Uint8Array, signature: Uint8Array) => Promise<boolean>

export class UpdateRefused extends Error {
  readonly problem: UpdateProblem
  constructor(problem: UpdateProblem) {
    super(problem)
    this.name = 'UpdateRefused'
    this.problem = problem
  }
}

export type SignedFeedOptions = {
  readonly address: string
  readonly installation: () => Installation
  readonly verify: VerifyFeed
  /** A genuine feed names this version. */
  readonly onSeen: (version: string) => void
}

export class SignedFeed extends Provider<UpdateInfo> {
  readonly #options: SignedFeedOptions
  readonly #base: URL

  constructor(options: SignedFeedOptions, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    super(runtime)
    this.#options = options
    this.#base = new URL(options.address.endsWith('/') ? options.address : `${options.address}/`)
  }

  /** The updater would send a number that tells one computer from the others. */
  override setRequestHeaders(): void {
    super.setRequestHeaders(null)
  }

  /** @throws {UpdateRefused} */
  async getLatestVersion(): Promise<UpdateInfo> {
    const { installation, verify, onSeen } = this.#options
    const feed = new TextEncoder().encode(await this.#read(feedName))
    const signature = await this.#read(signatureName)
    if (!/^[0-9a-f]{128}\s*$/.test(signature)) throw new UpdateRefused('unsigned')
    if (!(await verify(feed, Buffer.from(signature.trim(), 'hex')))) throw new UpdateRefused('unsigned')
    const judged = judgeFeed(feed, installation())
    if (judged.kind === 'refused') throw new UpdateRefused(judged.problem)
    onSeen(judged.version)
    const { version } = judged
    if (judged.kind === 'newest') return { version, files: [], path: '', sha512: '', releaseDate: '' }
    const { name, sha512, size } = judged.file
    return { version, files: [{ url: name, sha512, size }], path: name, sha512, releaseDate: '' }
  }

  resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
    return files.map((info) => ({ url: new URL(info.url, this.#base), info }))
  }

  /** @throws {UpdateRefused} nobody answers, or answers no file */
  async #read(name: string): Promise<string> {
    const headers = { 'cache-control': 'no-cache' }
    const text = await this.httpRequest(new URL(name, this.#base), headers).catch((error: unknown) => {
      const answered = error instanceof Error && 'statusCode' in error
      throw new UpdateRefused(answered ? (name === signatureName ? 'unsigned' : 'no-feed') : 'unreached')
    })
    return text ?? ''
  }
}
