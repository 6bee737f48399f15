// What others have seen, and when: whether the relay shows everybody the same and the newest. Runs in core. PROTOCOL §12.
export { Silent } from './errors.ts'
export type { FreshnessEnvironment, HeldLog, StatementRelay } from './interface.ts'
export type { DeviceWord, Word } from './judge.ts'
export { Freshness, freshnessLimit, type Standing } from './service.ts'
