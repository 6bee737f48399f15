// The system's word about proxies, asked again: a laptop goes from the office to the train.
import { expect, it, vi } from 'vitest'
import { SystemProxies } from './system-proxies.ts'

it('tells what the system says about a URL, and tells it again only when it says something else', async () => {
  vi.useFakeTimers()
  let way = 'PROXY proxy.kanzlei.example:3128'
  const told: string[] = []
  const resolver = { resolveProxy: (url: string) => Promise.resolve(url.includes('relay') ? way : 'DIRECT') }
  const proxies = new SystemProxies(resolver, (url, answer) => told.push(`${url} ${answer}`))
  proxies.follow('https://relay.example.org')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual(['https://relay.example.org PROXY proxy.kanzlei.example:3128'])
  way = 'DIRECT'
  await vi.advanceTimersByTimeAsync(15_000)
  expect(told.slice(1)).toEqual(['https://relay.example.org DIRECT'])
  way = 'PROXY hotel:8080'
  proxies.look()
  await vi.advanceTimersByTimeAsync(0)
  expect(told.slice(2)).toEqual(['https://relay.example.org PROXY hotel:8080'])
  proxies.follow('https://relay.example.org')
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toHaveLength(4)
  vi.useRealTimers()
})

it('a system that cannot say counts as no proxy', async () => {
  const told: string[] = []
  const broken = { resolveProxy: () => Promise.reject(new Error('no')) }
  new SystemProxies(broken, (_, answer) => told.push(answer)).follow('https://relay.example.org')
  await vi.waitFor(() => expect(told).toEqual(['DIRECT']))
})
