// Search by name: what is meant by a few words. Runs in core.
export { NameIndex } from './find.ts'
export { foldForSearch, wordsOf } from './fold.ts'
