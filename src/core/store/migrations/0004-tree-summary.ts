// Migration 4: how much is in a tree, so that nobody has to read it for that. Never edited once released.
export const treeSummary = 'ALTER TABLE tree ADD COLUMN summary TEXT;'
