// The relay's interface as both sides see it. PROTOCOL §15. Relay, core and cli.
export * from './endpoints.ts'
export * from './errors.ts'
export * from './frames.ts'
export * from './limits.ts'
export * from './records.ts'
export * from './sequence.ts'
export * from './signing.ts'
