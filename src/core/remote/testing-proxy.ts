// A real HTTP proxy that leads everything to loopback, whatever host is asked for; with a password if wanted. Tests only.
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

export class TestProxy {
  /** http://127.0.0.1:port */
  readonly address: string
  /** Where it led, host:port, in order. */
  readonly asked: string[] = []
  /** What each asked with: "name:password"; null: with nothing. */
  readonly heard: (string | null)[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** `password`: the "name:password" it wants to hear; null: anybody may pass. */
  static async start(password: string | null): Promise<TestProxy> {
    const server = createServer((_, response) => response.writeHead(405).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const proxy = new TestProxy(server)
    server.on('connect', ({ url = '', headers }, client: Socket) => {
      client.on('error', () => client.destroy())
      const heard = saidIn(headers['proxy-authorization'])
      proxy.heard.push(heard)
      if (password === null || heard === password) proxy.#lead(url, client)
      else client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="office"\r\n\r\n')
    })
    return proxy
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #lead(url: string, client: Socket): void {
    this.asked.push(url)
    const target = connect(Number(new URL(`http://${url}`).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(target).pipe(client)
    })
    client.on('error', () => target.destroy())
    target.on('error', () => client.destroy())
  }
}

const saidIn = (authorization: string | undefined): string | null =>
  authorization === undefined ? null : Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
