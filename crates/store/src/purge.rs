//! Takes the words of forgotten documents out of the full text for good.
//!
//! A word that was deleted stays in the index, marked, until its part of the index is merged with the others. Deleting it there and
//! then costs five milliseconds a letter, which ten thousand letters that get their numbers would pay; what was forgotten is
//! rare, and is merged away at once instead.

use crate::{Desk, Result, Tx};

/// Set while words of forgotten documents may lie in the index.
const IS_DUE: &str = "purge_words";
/// How many pages of the index one step writes: others work between two steps.
const STEP_PAGES: i64 = 500;

impl Tx<'_> {
    /// Notes that words of a forgotten document lie in the index.
    pub(crate) fn note_purge(&self) -> Result<()> {
        self.set_meta(IS_DUE, &true)
    }

    /// Merges a part of the index; returns whether more is to be done.
    fn purge_step(&self, is_first: bool) -> Result<bool> {
        let changes = || self.db.query_row("SELECT total_changes()", [], |row| row.get::<_, i64>(0));
        let before = changes()?;
        // A negative number begins with putting all parts together; a merge that had nothing to do makes one change.
        let pages = if is_first { -STEP_PAGES } else { STEP_PAGES };
        self.db.execute("INSERT INTO document_words (document_words, rank) VALUES ('merge', ?1)", [pages])?;
        let is_done = !is_first && changes()? - before < 2;
        if is_done {
            self.drop_meta(IS_DUE)?;
        }
        Ok(!is_done)
    }
}

impl Desk {
    /// Takes what is left of forgotten words out of the index, step by step. Cut off, it begins anew the next time.
    pub fn purge_words(&self) -> Result<()> {
        if !self.read(|tx| Ok(tx.load_meta(IS_DUE)?.unwrap_or(false)))? {
            return Ok(());
        }
        let mut is_first = true;
        while self.write(|tx| tx.purge_step(is_first))? {
            is_first = false;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::Desk;
    use crate::test_desk::{forget_document, found, open, put_document};

    /// Whether a word lies anywhere in the index; it begins as no other does, so that it is written out in full.
    fn is_in_index(desk: &Desk, word: &str) -> bool {
        let sql = "SELECT 1 FROM document_words_data WHERE instr(block, ?1) > 0";
        desk.read(|tx| Ok(tx.db.prepare(sql)?.exists([word.as_bytes()])?)).unwrap()
    }

    #[test]
    fn of_a_forgotten_letter_no_word_is_left_also_when_the_purge_was_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(folder.path());
        let put = |n, subject: &str| desk.write(|tx| put_document(tx, n, subject)).unwrap();
        let (secret, kept) = (put(1, "Quadratura"), put(2, "Hluk"));
        for n in 3..40 {
            put(n, &format!("Dopis {n}"));
        }
        desk.write(|tx| forget_document(tx, secret)).unwrap();
        assert!(is_in_index(&desk, "quadratura"), "marked as deleted it still lies there");
        drop(desk);
        // The process died before it came to it.
        let desk = open(folder.path());
        assert!(!is_in_index(&desk, "quadratura"));
        assert_eq!((found(&desk, "quadr"), found(&desk, "hluk")), (vec![], vec![kept]));
    }
}
