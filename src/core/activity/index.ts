// What happened, as people look for it and take it with them. Runs in core.
export { exportedColumns, toCsv, toJson, type ExportedActivity } from './export.ts'
export { lookThrough, lookUp, type ActivityNames } from './look-up.ts'
