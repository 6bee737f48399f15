// Talking to relays. Runs in core and CLI. PROTOCOL §15.
export { createDispatcher } from './dispatcher.ts'
export { completeAddress, isLoopback, scopeOf, type AddressScope } from './address.ts'
export { Connections } from './connections.ts'
export type { Unreachable } from './connect-failed.ts'
export { identifyRelay } from './identify.ts'
export { ComputerNetwork, certificatesIn, type OwnNetwork } from './network.ts'
export { RelayRefused } from './refused.ts'
export { RelayClient, type RelayClientOptions } from './relay-client.ts'
