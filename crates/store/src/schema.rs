//! The tables of a desk, and how an older file becomes a newer one.

use rusqlite::Connection;
use values::{Code, Problem, Refusal};

use crate::Result;

/// The version this program writes.
pub(crate) const VERSION: i64 = 8;

const SCHEMA: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- What the centre has confirmed.
CREATE TABLE confirmed (
    kind    INTEGER NOT NULL,
    id      BLOB NOT NULL,
    version INTEGER NOT NULL,
    parent  BLOB,
    body    BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX confirmed_by_parent ON confirmed (parent, kind) WHERE parent IS NOT NULL;
-- What the commands of the outbox make of it.
CREATE TABLE pending (
    kind    INTEGER NOT NULL,
    id      BLOB NOT NULL,
    version INTEGER NOT NULL,
    parent  BLOB,
    body    BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX pending_by_parent ON pending (parent, kind) WHERE parent IS NOT NULL;

CREATE TABLE scope (
    scope  TEXT PRIMARY KEY,
    cursor BLOB NOT NULL,
    n      INTEGER NOT NULL,
    hash   BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE membership (
    scope  TEXT NOT NULL,
    kind   INTEGER NOT NULL,
    id     BLOB NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (scope, kind, id)
) WITHOUT ROWID;
CREATE INDEX membership_of_entity ON membership (kind, id);
-- Pages that came but are not shown yet.
CREATE TABLE staged (n INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE TABLE staged_scope (scope TEXT PRIMARY KEY, cursor BLOB NOT NULL) WITHOUT ROWID;

-- Commands in the order they were made. `change`: carried out at the centre, kept until the feed has passed it.
CREATE TABLE outbox (
    n        INTEGER PRIMARY KEY AUTOINCREMENT,
    id       BLOB NOT NULL UNIQUE,
    sequence INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    role     TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    data     BLOB NOT NULL,
    change   INTEGER
);
CREATE TABLE touched (
    command BLOB NOT NULL,
    kind    INTEGER NOT NULL,
    id      BLOB NOT NULL,
    PRIMARY KEY (command, kind, id)
) WITHOUT ROWID;
CREATE INDEX touched_by_entity ON touched (kind, id);

CREATE TABLE need (
    n         INTEGER PRIMARY KEY AUTOINCREMENT,
    id        BLOB NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    command   BLOB,
    wish_kind TEXT NOT NULL,
    version   INTEGER NOT NULL,
    data      BLOB NOT NULL,
    document  BLOB,
    problem   TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    beneath   BLOB,
    at        TEXT NOT NULL
);

-- Every line carries the hash of the one before: a line cannot be taken out unseen.
CREATE TABLE log (
    n     INTEGER PRIMARY KEY,
    at    TEXT NOT NULL,
    event TEXT NOT NULL,
    hash  BLOB NOT NULL
);

CREATE TABLE draft (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;

-- Files held here, and files on their way up.
CREATE TABLE held_file (sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE upload (component BLOB PRIMARY KEY, sha256 BLOB NOT NULL, size INTEGER NOT NULL, sent INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE wanted_file (component BLOB PRIMARY KEY) WITHOUT ROWID;
";

/// What the third version added.
const SINCE_3: &str = "
-- Deadlines the person has been reminded of, and on which day she put the reminder away.
CREATE TABLE IF NOT EXISTS reminded (document BLOB PRIMARY KEY, on_day TEXT NOT NULL) WITHOUT ROWID;
-- Searches the person keeps.
CREATE TABLE IF NOT EXISTS saved_search (name TEXT PRIMARY KEY, typed TEXT NOT NULL) WITHOUT ROWID;
";

/// What the fourth version added.
const SINCE_4: &str = "
-- How much of the post of a document that came back the person has seen.
CREATE TABLE IF NOT EXISTS returned_seen (document BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
-- Assignments the person has been told of.
CREATE TABLE IF NOT EXISTS assigned_told (document BLOB PRIMARY KEY) WITHOUT ROWID;
";

/// The list and the full text: made from the entities, and to be made again from them at any time.
const MADE: &str = "
-- `n` grows with the moment of capture, so that the newest of what the full text finds come without sorting.
CREATE TABLE document_line (
    n            INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    captured_on  TEXT NOT NULL,
    delivered_at TEXT NOT NULL,
    year         INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    subject_key  BLOB NOT NULL,
    sender_key   BLOB NOT NULL,
    has_number   INTEGER NOT NULL,
    is_unassigned INTEGER NOT NULL,
    returned_to  BLOB,
    assigned_to  BLOB,
    unit         BLOB,
    sender       BLOB,
    line         TEXT NOT NULL,
    case_file    BLOB,
    registered_at   TEXT NOT NULL,
    due_on          TEXT NOT NULL,
    state           TEXT NOT NULL,
    origin          TEXT NOT NULL,
    delivery_method TEXT NOT NULL,
    is_restricted   INTEGER NOT NULL,
    for_unit        BLOB,
    for_person      BLOB,
    registered_by   BLOB,
    emergency       BLOB,
    n_returns       INTEGER NOT NULL,
    sent_at         TEXT NOT NULL,
    sent_method     TEXT NOT NULL,
    is_on_its_way   INTEGER NOT NULL,
    answers         BLOB
);
CREATE INDEX line_answering ON document_line (answers) WHERE answers IS NOT NULL;
CREATE INDEX line_on_its_way ON document_line (n) WHERE is_on_its_way = 1;
CREATE INDEX line_returned_post ON document_line (n) WHERE n_returns > 0;
CREATE INDEX line_of_emergency ON document_line (emergency) WHERE emergency IS NOT NULL;
CREATE INDEX line_of_case_file ON document_line (case_file) WHERE case_file IS NOT NULL;
CREATE INDEX line_of_sender ON document_line (sender) WHERE sender IS NOT NULL;
CREATE VIRTUAL TABLE document_words USING fts5 (
    subject, sender, sender_reference, reference, jid, file_mark, content,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', detail = column
);
-- Every number of a year's series with its document, also one it no longer goes by.
CREATE TABLE period_number (
    year     INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (year, sequence)
) WITHOUT ROWID;
CREATE INDEX period_number_of_document ON period_number (document);
CREATE TABLE case_file_line (
    n          INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    founded_at TEXT NOT NULL,
    state      INTEGER NOT NULL,
    unit       BLOB,
    person     BLOB,
    class      BLOB NOT NULL,
    ask_on     TEXT
);
CREATE INDEX file_to_ask_about ON case_file_line (ask_on) WHERE ask_on IS NOT NULL;
CREATE INDEX file_by_founded ON case_file_line (founded_at, n);
CREATE INDEX file_of_person ON case_file_line (person, founded_at, n) WHERE person IS NOT NULL;
CREATE VIRTUAL TABLE case_file_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO case_file_words (case_file_words, rank) VALUES ('secure-delete', 1);
CREATE TABLE party_line (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name_key BLOB NOT NULL);
CREATE VIRTUAL TABLE party_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO party_words (party_words, rank) VALUES ('secure-delete', 1);
";

/// What lists are sorted and chosen by. A first sync goes without: built of all lines at once they cost a fraction.
const ORDERS: &str = "
CREATE INDEX IF NOT EXISTS line_by_captured_on ON document_line (captured_on);
CREATE INDEX IF NOT EXISTS line_by_delivered ON document_line (delivered_at, n);
CREATE INDEX IF NOT EXISTS line_by_number ON document_line ((year * 10000000000 + sequence), n);
CREATE INDEX IF NOT EXISTS line_by_subject ON document_line (subject_key, n);
CREATE INDEX IF NOT EXISTS line_by_sender_key ON document_line (sender_key, n);
CREATE INDEX IF NOT EXISTS line_without_number ON document_line (n) WHERE has_number = 0;
CREATE INDEX IF NOT EXISTS line_unassigned ON document_line (n) WHERE is_unassigned = 1;
CREATE INDEX IF NOT EXISTS line_returned ON document_line (returned_to, n) WHERE returned_to IS NOT NULL;
CREATE INDEX IF NOT EXISTS line_assigned ON document_line (assigned_to, n) WHERE assigned_to IS NOT NULL;
CREATE INDEX IF NOT EXISTS line_of_unit ON document_line (unit, n) WHERE unit IS NOT NULL;
CREATE INDEX IF NOT EXISTS line_by_due ON document_line (due_on, n);
CREATE INDEX IF NOT EXISTS line_for_unit ON document_line (for_unit, n) WHERE for_unit IS NOT NULL;
CREATE INDEX IF NOT EXISTS line_for_person ON document_line (for_person, n) WHERE for_person IS NOT NULL;
";

/// Batches of scanned pages. Of each the files it holds, so that no page is dropped with a component of the same bytes.
const SINCE_6: &str = "
CREATE TABLE IF NOT EXISTS batch (id BLOB PRIMARY KEY, begun_at TEXT NOT NULL, is_closed INTEGER NOT NULL, closed_at TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch_entry (n INTEGER PRIMARY KEY AUTOINCREMENT, batch BLOB NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS entry_of_batch ON batch_entry (batch, n);
CREATE TABLE IF NOT EXISTS taken_file (sha256 BLOB NOT NULL, name TEXT NOT NULL, batch BLOB NOT NULL, PRIMARY KEY (sha256, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch_file (sha256 BLOB NOT NULL, batch BLOB NOT NULL, PRIMARY KEY (sha256, batch)) WITHOUT ROWID;
";

/// Of the eighth version: what was recognised on the pages of batches, in the way each was turned then.
const SINCE_8: &str = "
CREATE TABLE IF NOT EXISTS page_text (page BLOB PRIMARY KEY, batch BLOB NOT NULL, quarter_turns INTEGER NOT NULL, confidence INTEGER, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_text_of_batch ON page_text (batch);
";

/// Makes the tables, or refuses a file this program must not touch.
pub(crate) fn prepare(db: &mut Connection) -> Result<()> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    match tx.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? {
        0 => {
            tx.execute_batch(SCHEMA)?;
            tx.execute_batch(SINCE_3)?;
            tx.execute_batch(SINCE_4)?;
            tx.execute_batch(SINCE_6)?;
            tx.execute_batch(SINCE_8)?;
            tx.execute_batch(MADE)?;
            tx.execute_batch(ORDERS)?;
            tx.pragma_update(None, "user_version", VERSION)?;
        }
        VERSION => {}
        // The lines are made again from the entities once the desk is open: see `Tx::make_all_again`.
        2..VERSION => {
            let made = "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('document_line', 'document_words',
                        'document_numbers', 'period_number', 'case_file_line', 'case_file_words', 'party_line', 'party_words')";
            let names: Vec<String> =
                tx.prepare(made)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            for name in names {
                tx.execute_batch(&format!("DROP TABLE {name}"))?;
            }
            tx.execute_batch(SINCE_3)?;
            tx.execute_batch(SINCE_4)?;
            tx.execute_batch(SINCE_6)?;
            tx.execute_batch(SINCE_8)?;
            tx.execute_batch(MADE)?;
            tx.execute_batch(ORDERS)?;
        }
        newer => {
            return Err(Problem::Damaged(Refusal::new(Code::NewerVersion).with("version", newer)).into());
        }
    }
    tx.commit()?;
    Ok(())
}

/// Makes the orders of the lists that are not there.
pub(crate) fn make_orders(db: &Connection) -> Result<()> {
    Ok(db.execute_batch(ORDERS)?)
}

/// Drops the orders of the lists; whoever does so makes them again.
pub(crate) fn drop_orders(db: &Connection) -> Result<()> {
    for line in ORDERS.lines() {
        let name = line.strip_prefix("CREATE INDEX IF NOT EXISTS ").and_then(|it| it.split_whitespace().next());
        if let Some(name) = name {
            db.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::test_desk::{found, open, put_document};

    #[test]
    fn the_lines_of_an_older_file_are_made_again_from_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let id = desk
            .write(|tx| {
                let id = put_document(tx, 1, "Kácení lípy")?;
                // As an earlier version left it, in the middle of being brought up to date.
                let older = "DROP TABLE document_line; CREATE TABLE document_line (n INTEGER PRIMARY KEY);
                             DROP TABLE document_words; DROP TABLE reminded;
                             DROP TABLE batch; DROP TABLE batch_entry; DROP TABLE batch_file; DROP TABLE taken_file;";
                tx.db.execute_batch(older)?;
                tx.db.pragma_update(None, "user_version", 2)?;
                Ok(id)
            })
            .unwrap();
        drop(desk);
        for _ in 0..2 {
            assert_eq!(found(&open(folder.path()), "lip"), [id]);
        }
    }

    #[test]
    fn an_upgrade_that_was_cut_off_goes_on_at_the_next_opening() {
        for version in 2..super::VERSION {
            let mut db = rusqlite::Connection::open_in_memory().unwrap();
            db.execute_batch(super::SCHEMA).unwrap();
            db.pragma_update(None, "user_version", version).unwrap();
            // The version is set later, when the lines are made again: until then it may be opened any number of times.
            for _ in 0..2 {
                super::prepare(&mut db).unwrap();
            }
        }
    }
}
