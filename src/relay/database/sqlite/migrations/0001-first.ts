// Migration 1: the tables of the first release. Never edited once released. Relay only.
export const first = [
  `CREATE TABLE account (
    identity_id TEXT PRIMARY KEY, quota_bytes INTEGER, used_bytes INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE log (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, home_id TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE entry (
    log_id TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, header BLOB NOT NULL, signatures BLOB NOT NULL, body BLOB,
    PRIMARY KEY (log_id, seq)
  ) STRICT`,
  `CREATE TABLE proof (
    log_id TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, header BLOB NOT NULL, signatures BLOB NOT NULL, body BLOB,
    PRIMARY KEY (log_id, seq, hash)
  ) STRICT`,
  `CREATE TABLE reader (
    log_id TEXT NOT NULL, identity_id TEXT NOT NULL, PRIMARY KEY (identity_id, log_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX reader_by_log ON reader (log_id)`,
  `CREATE TABLE pack (
    space_id TEXT NOT NULL, id TEXT NOT NULL, length INTEGER NOT NULL, named INTEGER NOT NULL, missing INTEGER NOT NULL,
    PRIMARY KEY (space_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX pack_missing ON pack (space_id) WHERE missing = 1`,
  `CREATE TABLE token (
    hash TEXT PRIMARY KEY, identity_id TEXT, label TEXT NOT NULL, uses_left INTEGER, expires_at INTEGER,
    admits_registration INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE message (
    identity_id TEXT NOT NULL, id TEXT NOT NULL, received_at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (identity_id, id)
  ) STRICT`,
  `CREATE TABLE self (identity_id TEXT PRIMARY KEY, counter INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT`,
  `CREATE TABLE statement (
    kind TEXT NOT NULL, subject_id TEXT NOT NULL, device_id TEXT NOT NULL, counter INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (kind, subject_id, device_id)
  ) STRICT`,
  `CREATE TABLE usage (
    subject TEXT NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (subject, kind, day)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
]
