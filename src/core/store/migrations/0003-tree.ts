// Migration 3: the tree of a space as its log made it up to some entry, so that not every start makes it anew. Never edited once released.
export const keptTree = `
CREATE TABLE tree (
  number INTEGER PRIMARY KEY, space_id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, hash TEXT NOT NULL, voids INTEGER NOT NULL, sum BLOB NOT NULL
) STRICT;

CREATE TABLE tree_node (
  tree INTEGER NOT NULL, id BLOB NOT NULL, parent BLOB NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, revision BLOB, content_id BLOB,
  size INTEGER NOT NULL, modified_at INTEGER NOT NULL, executable INTEGER NOT NULL, trashed INTEGER NOT NULL,
  changed_by BLOB NOT NULL, changed_at INTEGER NOT NULL, changed_seq INTEGER NOT NULL, put_in TEXT NOT NULL,
  PRIMARY KEY (tree, id)
) STRICT, WITHOUT ROWID;
`
