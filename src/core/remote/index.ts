// Talking to relays. Runs in core and CLI. PROTOCOL §15.
export { createDispatcher, type Connecting } from './dispatcher.ts'
export { identifyRelay } from './identify.ts'
export { RelayClient, type AppendAnswer, type RelayClientOptions } from './relay-client.ts'
