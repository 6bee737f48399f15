// What waits for the person. Runs in core.
export { needsOf, type Known } from './needs-of.ts'
