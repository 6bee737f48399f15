// Everything that makes entries of a space log. PROTOCOL §19.9. Clients.
export * from './build/access.ts'
export { headsAhead, needsRotation, type Built, type Position } from './build/append.ts'
export * from './build/content.ts'
export * from './build/epochs.ts'
