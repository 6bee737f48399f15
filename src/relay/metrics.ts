// Counters and durations for the operator: how much, never who. Relay only.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'route' | 'status'>
  readonly duration: Histogram<'method' | 'route'>
  readonly refusals: Counter<'code'>
  readonly entries: Counter<'kind'>
  readonly packBytes: Counter<'direction'>
  readonly eventStreams: Gauge
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'siegel_' })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'siegel_requests_total',
      help: 'Answered requests',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'siegel_request_seconds',
      help: 'Time to the end of an answer',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    refusals: new Counter({ name: 'siegel_refusals_total', help: 'Refusals by code', labelNames: ['code'], registers }),
    entries: new Counter({
      name: 'siegel_entries_total',
      help: 'Entries appended or mirrored',
      labelNames: ['kind'],
      registers,
    }),
    packBytes: new Counter({
      name: 'siegel_pack_bytes_total',
      help: 'Bytes of packs',
      labelNames: ['direction'],
      registers,
    }),
    eventStreams: new Gauge({ name: 'siegel_event_streams', help: 'Open event streams', registers }),
  }
}
