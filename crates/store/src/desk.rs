//! The open desk and its transactions.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use data_encoding::HEXLOWER;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use values::{Clock, Code, Problem, Randomness, Refusal};

use crate::keys::DatabaseKey;
use crate::meta::Identity;
use crate::{DeskFolder, Header, Result, schema};

/// The shortest password.
const MIN_PASSWORD_CHARS: usize = 10;
/// Wrong passwords that cost nothing; each further one doubles the wait.
const FREE_TRIES: u32 = 3;
const MAX_WAIT_S: i64 = 900;

/// How the database is opened. Simulations put their own file system and a fault in.
#[derive(Clone, Debug, Default)]
pub struct OpenHow {
    /// The SQLite file system to use; none for the machine's.
    pub vfs: Option<String>,
    /// Commits are not brought to the disk: a fault of the test build.
    pub no_fsync: bool,
    /// Commands are dropped with their answer, before the feed has passed them: a fault of the test build.
    pub no_wait_for_feed: bool,
}

/// One person's desk on this device, open.
///
/// Any number of processes may have it open: what must be counted is counted inside the database.
pub struct Desk {
    folder: DeskFolder,
    pub(crate) key: DatabaseKey,
    db: Mutex<Connection>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) randomness: Mutex<Box<dyn Randomness>>,
    pub(crate) how: OpenHow,
}

/// A transaction on the desk; dropped without a commit it leaves nothing.
pub struct Tx<'a> {
    pub(crate) db: Transaction<'a>,
    pub(crate) desk: &'a Desk,
}

impl Desk {
    /// Makes a new desk: header, database, identity. May be repeated after a crash.
    pub fn create(
        folder: DeskFolder,
        mut header: Header,
        key: DatabaseKey,
        password: &str,
        identity: &Identity,
        clock: Arc<dyn Clock>,
        mut randomness: Box<dyn Randomness>,
        how: OpenHow,
    ) -> Result<Self> {
        std::fs::create_dir_all(folder.files())?;
        set_password(&mut header, &key, password, randomness.as_mut())?;
        let db = open_database(&folder.database(), &key, &how)?;
        let desk = Self { folder, key, db: Mutex::new(db), clock, randomness: Mutex::new(randomness), how };
        desk.write(|tx| tx.set_identity(identity))?;
        // The header last: a desk is there when its header is.
        desk.folder.write_header(&header)?;
        Ok(desk)
    }

    /// Opens a desk with its password; each wrong one makes the next try wait longer.
    pub fn unlock(
        folder: DeskFolder,
        password: &str,
        clock: Arc<dyn Clock>,
        randomness: Box<dyn Randomness>,
        how: OpenHow,
    ) -> Result<Self> {
        let mut header = folder.header()?;
        let now = clock.now();
        if let Some(at) = header.next_try_at
            && at > now
        {
            // A clock put back must not lock a person out longer than the longest wait.
            let seconds = at.duration_since(now).as_secs().min(MAX_WAIT_S) + 1;
            if at.duration_since(now).as_secs() <= MAX_WAIT_S {
                return Err(Refusal::new(Code::PasswordWait).at("password").with("seconds", seconds).into());
            }
        }
        match unwrap_key(&header, password) {
            Ok(key) => {
                if header.n_wrong > 0 {
                    header.n_wrong = 0;
                    header.next_try_at = None;
                    folder.write_header(&header)?;
                }
                Self::open(folder, key, clock, randomness, how)
            }
            Err(fault) => {
                header.n_wrong += 1;
                if header.n_wrong >= FREE_TRIES {
                    let wait_s = (1_i64 << (header.n_wrong - FREE_TRIES).min(20)).min(MAX_WAIT_S);
                    header.next_try_at = Some(now + jiff::SignedDuration::from_secs(wait_s));
                }
                folder.write_header(&header)?;
                Err(fault)
            }
        }
    }

    /// Opens a desk whose key is known.
    pub fn open(
        folder: DeskFolder,
        key: DatabaseKey,
        clock: Arc<dyn Clock>,
        randomness: Box<dyn Randomness>,
        how: OpenHow,
    ) -> Result<Self> {
        let db = open_database(&folder.database(), &key, &how)?;
        std::fs::create_dir_all(folder.files())?;
        let desk = Self { folder, key, db: Mutex::new(db), clock, randomness: Mutex::new(randomness), how };
        desk.bring_up_to_date()?;
        Ok(desk)
    }

    /// Makes the lines of an older file again, and ends what was cut off. Cut off itself, it begins once more the next time.
    fn bring_up_to_date(&self) -> Result<()> {
        let version: i64 = lock(&self.db).pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version < schema::VERSION {
            self.write(|tx| {
                tx.make_all_again()?;
                Ok(tx.db.pragma_update(None, "user_version", schema::VERSION)?)
            })?;
        }
        self.purge_words()
    }

    /// Sets a new password for a desk whose key came back from escrow.
    pub fn set_new_password(
        folder: &DeskFolder,
        key: &DatabaseKey,
        password: &str,
        randomness: &mut dyn Randomness,
    ) -> Result<()> {
        let mut header = folder.header()?;
        set_password(&mut header, key, password, randomness)?;
        header.n_wrong = 0;
        header.next_try_at = None;
        folder.write_header(&header)
    }

    /// Changes the password; the old one must be right.
    pub fn change_password(&self, old: &str, new: &str) -> Result<()> {
        unwrap_key(&self.folder.header()?, old)?;
        let mut randomness = lock(&self.randomness);
        Self::set_new_password(&self.folder, &self.key, new, randomness.as_mut())
    }

    /// Returns its folder.
    pub fn folder(&self) -> &DeskFolder {
        &self.folder
    }

    /// Returns the present instant by this device.
    pub fn now(&self) -> values::Instant {
        self.clock.now()
    }

    /// Makes a new id.
    pub fn new_id<T>(&self, of: impl FnOnce(uuid::Uuid) -> T) -> T {
        of(self.with_randomness(|it| values::id_in_time(self.now(), it)))
    }

    /// Makes something random.
    pub fn with_randomness<T>(&self, f: impl FnOnce(&mut dyn Randomness) -> T) -> T {
        f(lock(&self.randomness).as_mut())
    }

    /// Does something in a transaction that may write; an error leaves nothing behind.
    pub fn write<T>(&self, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let mut db = lock(&self.db);
        let tx = Tx { db: db.transaction_with_behavior(TransactionBehavior::Immediate)?, desk: self };
        let result = f(&tx)?;
        tx.db.commit()?;
        Ok(result)
    }

    /// Reads in one consistent state.
    pub fn read<T>(&self, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let mut db = lock(&self.db);
        let tx = Tx { db: db.transaction()?, desk: self };
        f(&tx)
    }

    /// Returns a number that differs when another process has written to the desk.
    pub fn data_version(&self) -> Result<i64> {
        Ok(lock(&self.db).pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Writes the log of the database back, so that nothing forgotten lingers in it.
    pub fn truncate_log(&self) -> Result<()> {
        lock(&self.db).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves the database as its last commit left it.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn set_password(header: &mut Header, key: &DatabaseKey, password: &str, randomness: &mut dyn Randomness) -> Result<()> {
    check_password(password)?;
    let salt = randomness.sixteen();
    header.salt = HEXLOWER.encode(&salt);
    header.wrapped_key = HEXLOWER.encode(&key.wrap(password, &salt, randomness)?);
    Ok(())
}

/// Refuses a password that is too short.
pub fn check_password(password: &str) -> Result<()> {
    if password.chars().count() < MIN_PASSWORD_CHARS {
        return Err(Refusal::new(Code::PasswordTooShort).at("password").with("min", MIN_PASSWORD_CHARS).into());
    }
    Ok(())
}

pub(crate) fn unwrap_key(header: &Header, password: &str) -> Result<DatabaseKey> {
    let hex = |text: &str| {
        HEXLOWER
            .decode(text.as_bytes())
            .map_err(|why| Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", why)))
    };
    DatabaseKey::unwrap(&hex(&header.wrapped_key)?, password, &hex(&header.salt)?)
}

fn open_database(path: &Path, key: &DatabaseKey, how: &OpenHow) -> Result<Connection> {
    let mut db = open_bare(path, key, how)?;
    schema::prepare(&mut db)?;
    Ok(db)
}

/// Opens a file with the settings of a desk, its tables not looked at.
pub(crate) fn open_bare(path: &Path, key: &DatabaseKey, how: &OpenHow) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &how.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    db.pragma_update(None, "key", key.pragma())?;
    db.busy_timeout(std::time::Duration::from_secs(20))?;
    if how.vfs.is_some() {
        // A file system without shared memory cannot even read the first page of a file that has a log otherwise.
        db.pragma_update(None, "locking_mode", "exclusive")?;
    }
    // Reading the first page proves the key and that the file is a database, before anything is written.
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > schema::VERSION {
        return Err(Problem::Damaged(Refusal::new(Code::NewerVersion).with("version", version)).into());
    }
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", if how.no_fsync { "off" } else { "full" })?;
    // What a killed process left in the log is read as committed, though it may lie in the system's memory alone.
    // Before it is shown or sent, it goes to the disk.
    db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    db.pragma_update(None, "secure_delete", "on")?;
    db.pragma_update(None, "temp_store", "memory")?;
    db.pragma_update(None, "cache_size", -64_000)?;
    // 32 MB of the log before it is written back: a first sync would write the same pages again and again.
    db.pragma_update(None, "wal_autocheckpoint", 8_000)?;
    db.set_prepared_statement_cache_capacity(256);
    Ok(db)
}
