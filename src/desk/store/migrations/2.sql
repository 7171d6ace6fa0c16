-- The same claim in several articles.

ALTER TABLE statements ADD COLUMN same INTEGER;
CREATE INDEX statements_by_same ON statements (same) WHERE same IS NOT NULL;

-- Under which keys the words of a claim are found again: claims that share one may be the same.
CREATE TABLE claim_keys (
    key INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_groups (number INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
