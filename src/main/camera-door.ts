// The camera is the one thing the page may be granted, and only for a moment after a person pressed the button that asks for it. Pure;
// main process. ATTACKS T78.

/** Milliseconds between the button and the request that is granted. */
const moment = 10_000

/** The part of Electron's details that says what is asked for. */
export type Asked = { readonly mediaType?: string | undefined; readonly mediaTypes?: readonly string[] | undefined }

export class CameraDoor {
  readonly #now: () => number
  #openUntil = 0

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  open(): void {
    this.#openUntil = this.#now() + moment
  }

  /** Pictures without sound, for our own page, while the door is open. */
  allows(permission: string, isOwnPage: boolean, { mediaType, mediaTypes }: Asked): boolean {
    const wanted = mediaTypes ?? (mediaType === undefined ? [] : [mediaType])
    const isVideo = wanted.length > 0 && wanted.every((type) => type === 'video')
    return permission === 'media' && isOwnPage && isVideo && this.#now() < this.#openUntil
  }
}
