// What every part of a running relay shares. Relay only.
import type { Logs } from './logs/service.ts'
import type { RelayParts } from './parts.ts'

export type Relay = RelayParts & { readonly logs: Logs }
