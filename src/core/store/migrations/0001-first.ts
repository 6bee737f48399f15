// Migration 1: the tables of the first release. Never edited once released.
export const first = `
CREATE TABLE entry (
  log_id TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (log_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
  log_id TEXT PRIMARY KEY, kind TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  identity_id TEXT PRIMARY KEY, state TEXT NOT NULL, name TEXT NOT NULL, emails TEXT NOT NULL, verified INTEGER NOT NULL,
  conflicts_with TEXT, blocked INTEGER NOT NULL, categories TEXT NOT NULL, notes TEXT NOT NULL, relay TEXT NOT NULL,
  their_token BLOB, our_token BLOB, request_id TEXT, offers TEXT NOT NULL, devices_seen INTEGER NOT NULL, added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation_link (
  token TEXT PRIMARY KEY, secret BLOB NOT NULL, note TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE space (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, folder TEXT, relay TEXT NOT NULL,
  invited_by TEXT, invitation BLOB, paused INTEGER NOT NULL, added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_node (
  space_id TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, stat TEXT NOT NULL, content_id TEXT,
  PRIMARY KEY (space_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE synced_node (
  space_id TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  revision TEXT, content_id TEXT, executable INTEGER NOT NULL,
  PRIMARY KEY (space_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE abandoned_entry (
  log_id TEXT NOT NULL, head TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (log_id, head, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  space_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (space_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
  id TEXT PRIMARY KEY, not_after INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, space_id TEXT, identity_id TEXT, subject TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_by_space ON activity (space_id, id);

CREATE TABLE statement (
  kind TEXT NOT NULL, subject_id TEXT NOT NULL, device_id TEXT NOT NULL, identity_id TEXT NOT NULL, counter INTEGER NOT NULL,
  time INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (kind, subject_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
