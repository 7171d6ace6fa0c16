-- Articles, their statements, who said them, and every change that people made.

CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    author TEXT,
    url TEXT,
    source TEXT,
    published TEXT,
    -- The day of publication as a number, 20170914; 0 where there is none.
    day INTEGER NOT NULL,
    -- A fingerprint of the rules that read it.
    rules TEXT NOT NULL,
    -- Title and id, folded.
    folded TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_day ON articles (day DESC, number DESC);

-- Texts stand apart, so that lists do not read past them.
CREATE TABLE texts (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL,
    -- What the input says of lines: [[start, end, kind]] in bytes.
    parts TEXT NOT NULL
) STRICT;

CREATE TABLE speakers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The name that it was given when it was split off; else the most frequent one counts.
    name TEXT
) STRICT;

-- Which speaker a name means, in articles to come too.
CREATE TABLE names (
    folded TEXT PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers
) STRICT, WITHOUT ROWID;
CREATE INDEX names_by_speaker ON names (speaker);

-- What lists filter by and nothing else: all rows of it are read to count.
CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles,
    day INTEGER NOT NULL,
    -- Where its first part begins, in code points.
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    confidence REAL NOT NULL,
    speaker INTEGER REFERENCES speakers,
    -- The speaker where somebody chose it apart from the name.
    pinned INTEGER REFERENCES speakers,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    origin TEXT NOT NULL,
    doubtful INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_article ON statements (article, place);
CREATE INDEX statements_latest ON statements (day DESC, article, place, number);
CREATE INDEX statements_earliest ON statements ((day = 0), day, article, place, number);
CREATE INDEX statements_doubtful ON statements (confidence, day DESC, article, place, number);
CREATE INDEX statements_by_speaker ON statements (speaker, day);

-- The words of statements.
CREATE TABLE contents (
    statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
    -- The row as the rules found it, or as somebody added it.
    base TEXT NOT NULL,
    -- With all corrections; nothing where that is the same.
    "row" TEXT,
    corrections TEXT NOT NULL,
    note TEXT NOT NULL,
    evidence TEXT NOT NULL
) STRICT;

-- How many statements have each name of a speaker, rejected ones left out.
CREATE TABLE speaker_names (
    speaker INTEGER NOT NULL REFERENCES speakers,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER name_comes AFTER INSERT ON statements
WHEN NEW.speaker IS NOT NULL AND NEW.state <> 'rejected'
BEGIN
    INSERT INTO speaker_names VALUES (NEW.speaker, NEW.name, NEW.folded, 1)
    ON CONFLICT (speaker, name) DO UPDATE SET statements = statements + 1;
END;
CREATE TRIGGER name_goes AFTER DELETE ON statements
WHEN OLD.speaker IS NOT NULL AND OLD.state <> 'rejected'
BEGIN
    UPDATE speaker_names SET statements = statements - 1 WHERE speaker = OLD.speaker AND name = OLD.name;
    DELETE FROM speaker_names WHERE speaker = OLD.speaker AND name = OLD.name AND statements = 0;
END;
CREATE TRIGGER name_changes AFTER UPDATE OF speaker, name, state ON statements
WHEN OLD.speaker IS NOT NEW.speaker OR OLD.name <> NEW.name OR OLD.state <> NEW.state
BEGIN
    UPDATE speaker_names SET statements = statements - 1
    WHERE speaker = OLD.speaker AND name = OLD.name AND OLD.state <> 'rejected';
    DELETE FROM speaker_names WHERE speaker = OLD.speaker AND name = OLD.name AND statements = 0;
    INSERT INTO speaker_names SELECT NEW.speaker, NEW.name, NEW.folded, 1
    WHERE NEW.speaker IS NOT NULL AND NEW.state <> 'rejected'
    ON CONFLICT (speaker, name) DO UPDATE SET statements = statements + 1;
END;

CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    -- No reference: the record outlives the statement.
    statement INTEGER,
    what TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- What undoing has to put back, beyond what is shown.
    was TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    -- Its places are those of a text that is no more.
    stale INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX changes_by_statement ON changes (statement);

-- The words of statements, folded. They stand here as what is looked for only, not to be read.
CREATE VIRTUAL TABLE search USING fts5 (
    claim, speaker, role, title, context,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
