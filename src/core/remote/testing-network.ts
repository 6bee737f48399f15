// Networks that misbehave, on loopback: a line that is cut or goes silent, a server that is no relay. Tests only.
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

const listen = (server: {
  listen(port: number, host: string, done: () => void): unknown
  address(): unknown
}): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

/** A line to a relay. */
export class Line {
  readonly address: string
  readonly #close: () => void
  readonly #sockets = new Set<Socket>()
  /** Nothing gets through any more, and nobody is told. */
  silent = false
  /** Bytes that each connection lets through towards the client before it is cut. */
  bytesUntilCut = Infinity
  connections = 0
  /** As some company proxies do: plain requests pass, event streams do not. */
  blocksWebSockets = false

  private constructor(address: string, close: () => void) {
    this.address = address
    this.#close = close
  }

  static async to(address: string): Promise<Line> {
    const target = new URL(address)
    const server = createServer((client) => line.#pass(client, connect(Number(target.port), target.hostname)))
    const line: Line = new Line(await listen(server), () => server.close())
    return line
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.#close()
    this.cutAll()
  }

  #pass(client: Socket, relay: Socket): void {
    this.connections++
    let left = this.bytesUntilCut
    const cut = (): void => {
      client.destroy()
      relay.destroy()
    }
    client.on('data', (bytes) => {
      if (this.silent) return
      if (this.blocksWebSockets && bytes.toString('latin1').includes('websocket')) cut()
      else relay.write(bytes)
    })
    relay.on('data', (bytes) => {
      if (this.silent) return
      left -= bytes.length
      if (left > 0) client.write(bytes)
      else cut()
    })
    for (const socket of [client, relay]) {
      this.#sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        if (!this.silent) cut()
      })
    }
  }
}

/** Something at an address that answers HTTP in its own way. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly address: string; close(): void }> {
  const server = createHttpServer(answer)
  return {
    address: await listen(server),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
