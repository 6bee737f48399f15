// A tap on the line to a relay: passes every byte on unchanged and keeps both directions, a file for each connection. People only
// give it as the relay's address. Can be slow, as lines are. Used by the demo and by e2e.
import { once } from 'node:events'
import { appendFileSync, mkdirSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import path from 'node:path'

type Direction = 'sent' | 'received'

export class Tap {
  /** Bytes that went to the relay and came from it, over all connections. */
  readonly bytes: Record<Direction, number> = { sent: 0, received: 0 }
  /** Bytes a second in each direction; infinite: as fast as it goes. */
  readonly speed: Record<Direction, number> = { sent: Infinity, received: Infinity }
  /** How many connections there were: the latest is kept in `<number>.sent` and `<number>.received`. */
  connections = 0
  readonly #server: Server
  readonly #target: URL
  readonly #folder: string | null
  readonly #open = new Set<Socket>()
  readonly #freeAt: Record<Direction, number> = { sent: 0, received: 0 }

  private constructor(target: string, folder: string | null) {
    this.#target = new URL(target)
    this.#folder = folder
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#join(socket))
  }

  /** `target`: http://host:port. Without a `folder` the bytes are only counted. */
  static async open(target: string, folder: string | null = null): Promise<Tap> {
    if (folder !== null) mkdirSync(folder, { recursive: true })
    const tap = new Tap(target, folder)
    tap.#server.listen(0, '127.0.0.1')
    await once(tap.#server, 'listening')
    return tap
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Ends of connections that still stand, or still have something to pass on. */
  get open(): number {
    return this.#open.size
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket): void {
    const number = ++this.connections
    const far = connect({ port: Number(this.#target.port), host: this.#target.hostname, allowHalfOpen: true })
    this.#pass(near, far, number, 'sent')
    this.#pass(far, near, number, 'received')
  }

  #pass(from: Socket, to: Socket, number: number, direction: Direction): void {
    this.#open.add(from)
    const file = this.#folder === null ? null : path.join(this.#folder, `${number}.${direction}`)
    from.on('data', (piece: Buffer) => {
      this.bytes[direction] += piece.length
      if (file !== null) appendFileSync(file, piece)
      const drained = to.write(piece) ? null : once(to, 'drain').catch(() => undefined)
      const wait = this.#waitFor(direction, piece.length)
      if (drained === null && wait === 0) return
      from.pause()
      void Promise.all([drained, new Promise((resolve) => setTimeout(resolve, wait))]).then(() => from.resume())
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      this.#open.delete(from)
      to.destroySoon()
    })
  }

  /** Milliseconds until the line can take more, once `length` bytes are on it. */
  #waitFor(direction: Direction, length: number): number {
    const now = performance.now()
    const freeAt = Math.max(now, this.#freeAt[direction]) + (length / this.speed[direction]) * 1000
    this.#freeAt[direction] = freeAt
    return freeAt - now
  }
}
