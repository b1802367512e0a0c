//! Files held by this desk, encrypted, each under a key made from its hash.
//!
//! A file is a random prefix and pieces of 64 KiB, each sealed with its place and whether it is the last: pieces
//! cannot be swapped, and a cut file is noticed. Bytes come in once, are hashed on the way, and get their name
//! when they are whole and on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::generic_array::GenericArray;
use chacha20poly1305::aead::stream::{NewStream, StreamBE32, StreamPrimitive};
use domain::registry::{Component, FileState};
use rusqlite::{OptionalExtension, params};
use sha2::Digest;
use values::{Code, ComponentId, Problem, Refusal, Sha256};

use crate::folder::sync_folder;
use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Desk, Result, Tx};

const PIECE_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
const PREFIX_BYTES: usize = 19;

type Stream = StreamBE32<XChaCha20Poly1305>;

/// A file whose bytes are safe on this desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name.
    pub sha256: Sha256,
    /// Its length.
    pub size_bytes: u64,
    /// Its media type.
    pub media_type: String,
}

/// Where the bytes of a component are, seen from this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace {
    /// Here.
    Here,
    /// At the centre; fetched on demand.
    AtCentre,
    /// Asked for and not here yet.
    Fetching,
    /// On the desk that attached it.
    OnItsWay,
}

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadJob {
    /// The component.
    pub component: ComponentId,
    /// Its bytes.
    pub sha256: Sha256,
    /// Their number.
    pub size_bytes: u64,
    /// How many the centre has.
    pub sent_bytes: u64,
}

/// Takes bytes in. Their key is known only when they are whole, so they are sealed under a key of their own first
/// and that key is sealed under the file's.
pub struct FileWriter {
    part: PathBuf,
    file: File,
    stream: Stream,
    key: [u8; 32],
    prefix: [u8; PREFIX_BYTES],
    place: u32,
    piece: Vec<u8>,
    hasher: sha2::Sha256,
    size_bytes: u64,
    head: Vec<u8>,
}

/// The sealed key of a file: nonce, key, tag.
const SEALED_KEY_BYTES: usize = 24 + 32 + TAG_BYTES;
const HEADER_BYTES: usize = SEALED_KEY_BYTES + PREFIX_BYTES;

impl Desk {
    /// Begins to take a file in.
    pub fn new_file(&self) -> Result<FileWriter> {
        let (name, key, prefix) = self.with_randomness(|it| {
            let mut key = [0; 32];
            it.fill(&mut key);
            let mut prefix = [0; PREFIX_BYTES];
            it.fill(&mut prefix);
            (uuid::Builder::from_random_bytes(it.sixteen()).into_uuid(), key, prefix)
        });
        let part = self.folder().files().join(format!("{name}.part"));
        let mut file = File::create(&part)?;
        file.write_all(&[0; HEADER_BYTES])?;
        Ok(FileWriter {
            part,
            file,
            stream: Stream::new(&key.into(), GenericArray::from_slice(&prefix)),
            key,
            prefix,
            place: 0,
            piece: Vec::with_capacity(PIECE_BYTES),
            hasher: sha2::Sha256::new(),
            size_bytes: 0,
            head: Vec::new(),
        })
    }

    /// Ends taking a file in: it is on the disk under its name when this returns.
    pub fn finish_file(&self, mut writer: FileWriter, name: &str) -> Result<StoredFile> {
        writer.seal(true)?;
        let sha256 = Sha256(writer.hasher.clone().finalize().into());
        let file_key = self.key.file_key(&sha256);
        let sealed = self.with_randomness(|it| crate::keys::seal(&file_key, &writer.key, it))?;
        writer.file.seek(SeekFrom::Start(0))?;
        writer.file.write_all(&sealed)?;
        writer.file.write_all(&writer.prefix)?;
        writer.file.sync_all()?;
        fs::rename(&writer.part, self.file_path(&sha256))?;
        sync_folder(&self.folder().files())?;
        let media_type = media_type(&writer.head, name);
        Ok(StoredFile { sha256, size_bytes: writer.size_bytes, media_type })
    }

    /// Opens a file held here.
    pub fn open_file(&self, sha256: &Sha256) -> Result<FileReader> {
        let damaged = || Problem::Damaged(Refusal::new(Code::FileDamaged).with("sha256", sha256));
        let mut file = File::open(self.file_path(sha256)).map_err(|why| match why.kind() {
            std::io::ErrorKind::NotFound => damaged().into(),
            _ => crate::problem::Fault::from(why),
        })?;
        let length = file.metadata()?.len();
        let mut header = [0; HEADER_BYTES];
        file.read_exact(&mut header).map_err(|_| damaged())?;
        let key = crate::keys::open(&self.key.file_key(sha256), &header[..SEALED_KEY_BYTES]).ok_or_else(damaged)?;
        let key: [u8; 32] = key.try_into().map_err(|_| damaged())?;
        let stream = Stream::new(&key.into(), GenericArray::from_slice(&header[SEALED_KEY_BYTES..]));
        Ok(FileReader { file: BufReader::new(file), stream, length, sha256: *sha256 })
    }

    /// Reads a whole file and returns whether it has its hash.
    pub fn is_file_whole(&self, sha256: &Sha256) -> Result<bool> {
        let mut reader = self.open_file(sha256)?;
        let mut hasher = sha2::Sha256::new();
        for place in 0..reader.n_pieces() {
            hasher.update(reader.piece(place)?);
        }
        Ok(Sha256(hasher.finalize().into()) == *sha256)
    }

    /// Removes a file nobody here may see any more.
    pub fn remove_file(&self, sha256: &Sha256) -> Result<()> {
        match fs::remove_file(self.file_path(sha256)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Returns whether the bytes of a file are on the disk, held or not.
    pub fn has_file(&self, sha256: &Sha256) -> bool {
        self.file_path(sha256).exists()
    }

    /// Removes a file nothing here speaks of: it was written, and what it was written for did not come about.
    pub fn remove_unheld_file(&self, sha256: &Sha256) -> Result<()> {
        // Nobody begins to hold it meanwhile.
        self.write(|tx| if tx.holds_file(sha256)? { Ok(()) } else { self.remove_file(sha256) })
    }

    /// Removes what a crash left half-written. Called when the desk is opened by a program that stays.
    pub fn remove_parts(&self, older_than_s: u64) -> Result<()> {
        for entry in fs::read_dir(self.folder().files())? {
            let entry = entry?;
            let is_old = entry.metadata()?.modified()?.elapsed().is_ok_and(|it| it.as_secs() >= older_than_s);
            if is_old && entry.path().extension().is_some_and(|it| it == "part") {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn file_path(&self, sha256: &Sha256) -> PathBuf {
        self.folder().files().join(self.key.file_name(sha256))
    }
}

impl FileWriter {
    /// Takes the next bytes.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.hasher.update(bytes);
        self.size_bytes += bytes.len() as u64;
        if self.head.len() < 4096 {
            self.head.extend_from_slice(&bytes[..bytes.len().min(4096 - self.head.len())]);
        }
        while !bytes.is_empty() {
            if self.piece.len() == PIECE_BYTES {
                self.seal(false)?;
            }
            let n = bytes.len().min(PIECE_BYTES - self.piece.len());
            self.piece.extend_from_slice(&bytes[..n]);
            bytes = &bytes[n..];
        }
        Ok(())
    }

    /// Returns how many bytes were taken.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Returns the hash of what was taken so far.
    pub fn sha256(&self) -> Sha256 {
        Sha256(self.hasher.clone().finalize().into())
    }

    fn seal(&mut self, is_last: bool) -> Result<()> {
        let sealed =
            self.stream.encrypt(self.place, is_last, self.piece.as_slice()).map_err(|_| broken("encryption failed"))?;
        self.file.write_all(&sealed)?;
        self.piece.clear();
        self.place = self.place.checked_add(1).ok_or_else(|| broken("a file of too many pieces"))?;
        Ok(())
    }
}

impl Drop for FileWriter {
    fn drop(&mut self) {
        // After the file got its name nothing is there to remove.
        let _ = fs::remove_file(&self.part);
    }
}

/// Reads a file held here, any place first.
pub struct FileReader {
    file: BufReader<File>,
    stream: Stream,
    length: u64,
    sha256: Sha256,
}

impl FileReader {
    /// Returns how many pieces it has; at least one.
    pub fn n_pieces(&self) -> u32 {
        let sealed = self.length.saturating_sub(HEADER_BYTES as u64);
        sealed.div_ceil((PIECE_BYTES + TAG_BYTES) as u64).max(1) as u32
    }

    /// Returns a piece; refuses one that was damaged, swapped or cut.
    pub fn piece(&mut self, place: u32) -> Result<Vec<u8>> {
        let size = (PIECE_BYTES + TAG_BYTES) as u64;
        let from = HEADER_BYTES as u64 + u64::from(place) * size;
        let n = self.length.saturating_sub(from).min(size);
        let mut sealed = vec![0; n as usize];
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_exact(&mut sealed)?;
        let is_last = place + 1 == self.n_pieces();
        let damaged = |_| Problem::Damaged(Refusal::new(Code::FileDamaged).with("sha256", self.sha256));
        Ok(self.stream.decrypt(place, is_last, sealed.as_slice()).map_err(damaged)?)
    }

    /// Returns up to `n_bytes` from `offset`.
    pub fn read_at(&mut self, offset: u64, n_bytes: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(n_bytes);
        let mut place = (offset / PIECE_BYTES as u64) as u32;
        let mut skip = (offset % PIECE_BYTES as u64) as usize;
        while bytes.len() < n_bytes && place < self.n_pieces() {
            let piece = self.piece(place)?;
            let rest = piece.get(skip..).unwrap_or_default();
            bytes.extend_from_slice(&rest[..rest.len().min(n_bytes - bytes.len())]);
            skip = 0;
            place += 1;
        }
        Ok(bytes)
    }
}

impl Tx<'_> {
    /// Notes that the bytes of a file are here.
    pub fn hold_file(&self, sha256: &Sha256, size_bytes: u64) -> Result<()> {
        let sql = "INSERT INTO held_file (sha256, size) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        self.db.prepare_cached(sql)?.execute(params![sha256.0, size_bytes])?;
        Ok(())
    }

    /// Returns whether the bytes of a file are here.
    pub fn holds_file(&self, sha256: &Sha256) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM held_file WHERE sha256 = ?1")?.exists([sha256.0])?)
    }

    /// Returns every file held here.
    pub fn held_files(&self) -> Result<Vec<Sha256>> {
        let mut statement = self.db.prepare("SELECT sha256 FROM held_file ORDER BY sha256")?;
        let rows = statement.query_map([], |row| row.get::<_, [u8; 32]>(0))?;
        Ok(rows.map(|it| it.map(Sha256)).collect::<rusqlite::Result<_>>()?)
    }

    /// Returns where the bytes of a component are.
    pub fn file_place(&self, component: &Component) -> Result<FilePlace> {
        Ok(if self.holds_file(&component.sha256)? {
            FilePlace::Here
        } else if component.state == FileState::Announced {
            FilePlace::OnItsWay
        } else if self
            .db
            .prepare_cached("SELECT 1 FROM wanted_file WHERE component = ?1")?
            .exists([component.id.0.as_bytes()])?
        {
            FilePlace::Fetching
        } else {
            FilePlace::AtCentre
        })
    }

    /// Asks for a file to be fetched.
    pub fn want_file(&self, component: ComponentId) -> Result<()> {
        self.db.execute(
            "INSERT INTO wanted_file (component) VALUES (?1) ON CONFLICT DO NOTHING",
            [component.0.as_bytes()],
        )?;
        Ok(())
    }

    /// Takes a wish for a file back: it is here, or it cannot be had.
    pub fn unwant_file(&self, component: ComponentId) -> Result<()> {
        self.db.execute("DELETE FROM wanted_file WHERE component = ?1", [component.0.as_bytes()])?;
        Ok(())
    }

    /// Returns a file to be fetched.
    pub fn wanted_file(&self) -> Result<Option<Component>> {
        let id =
            self.db.query_row("SELECT component FROM wanted_file LIMIT 1", [], |row| read_uuid(row, 0)).optional()?;
        let Some(id) = id.map(ComponentId) else { return Ok(None) };
        match self.component(id)? {
            Some(it) if !self.holds_file(&it.sha256)? && it.state == FileState::Stored => Ok(Some(it)),
            _ => {
                self.unwant_file(id)?;
                Ok(None)
            }
        }
    }

    /// Returns a file to be sent: one whose command the centre has carried out and that is not `passed_over`.
    pub fn next_upload(&self, passed_over: &BTreeSet<ComponentId>) -> Result<Option<UploadJob>> {
        let sql = "SELECT component, sha256, size, sent FROM upload AS u
                   WHERE NOT EXISTS (
                       SELECT 1 FROM touched AS t JOIN outbox AS o ON o.id = t.command
                       WHERE t.kind = ?1 AND t.id = u.component AND o.change IS NULL)
                   ORDER BY sent DESC, component";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([domain::EntityKind::Component.number()])?;
        while let Some(row) = rows.next()? {
            let component = ComponentId(read_uuid(row, 0)?);
            if !passed_over.contains(&component) {
                let (size_bytes, sent_bytes) = (row.get(2)?, row.get(3)?);
                return Ok(Some(UploadJob { component, sha256: Sha256(row.get(1)?), size_bytes, sent_bytes }));
            }
        }
        Ok(None)
    }

    /// Notes how much of a file the centre has; a stored one is no longer to be sent.
    ///
    /// Returns the file when nothing here names it any more and it was kept only to be sent: then it is to be removed.
    pub fn note_upload(&self, component: ComponentId, received: u64, is_stored: bool) -> Result<Option<Sha256>> {
        if !is_stored {
            let sql = "UPDATE upload SET sent = ?2 WHERE component = ?1";
            self.db.execute(sql, params![component.0.as_bytes(), received])?;
            return Ok(None);
        }
        let sql = "DELETE FROM upload WHERE component = ?1 RETURNING sha256";
        let sent: Option<[u8; 32]> = self.db.query_row(sql, [component.0.as_bytes()], |row| row.get(0)).optional()?;
        match sent.map(Sha256) {
            Some(sha256) if self.component(component)?.is_none() && self.drop_file(&sha256, component)? => {
                Ok(Some(sha256))
            }
            _ => Ok(None),
        }
    }

    /// Queues a file of this desk again whose command waited for a supervisor: it was carried out after all.
    pub(crate) fn queue_announced(&self, component: &Component) -> Result<()> {
        if component.state == FileState::Announced && component.attached_on == Some(self.identity()?.seat) {
            self.queue_held(component.id, &component.sha256, component.size_bytes)?;
        }
        Ok(())
    }

    /// Queues a file to be sent, if its bytes are here.
    pub(crate) fn queue_held(&self, component: ComponentId, sha256: &Sha256, size_bytes: u64) -> Result<()> {
        if self.holds_file(sha256)? {
            let sql =
                "INSERT INTO upload (component, sha256, size, sent) VALUES (?1, ?2, ?3, 0) ON CONFLICT DO NOTHING";
            self.db.prepare_cached(sql)?.execute(params![component.0.as_bytes(), sha256.0, size_bytes])?;
        }
        Ok(())
    }

    /// Returns how many files and bytes are to be sent.
    pub fn uploads(&self) -> Result<(u32, u64)> {
        let sql = "SELECT count(*), coalesce(sum(size - sent), 0) FROM upload";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Drops a component's file; returns whether it is to be removed.
    ///
    /// What is still to be sent stays: the centre has its announcement, and nobody else has the bytes.
    pub(crate) fn forget_file(&self, component: &Component) -> Result<bool> {
        self.unwant_file(component.id)?;
        self.drop_file(&component.sha256, component.id)
    }

    /// Drops a file unless another component or a scanned page here has the same bytes, or they are still to be sent.
    fn drop_file(&self, sha256: &Sha256, of: ComponentId) -> Result<bool> {
        let is_to_be_sent = self.db.prepare_cached("SELECT 1 FROM upload WHERE sha256 = ?1")?.exists([sha256.0])?;
        let others = self
            .list(domain::EntityKind::Component)?
            .into_iter()
            .any(|it| matches!(it, domain::Entity::Component(it) if it.sha256 == *sha256 && it.id != of));
        let is_page = self.db.prepare_cached("SELECT 1 FROM batch_file WHERE sha256 = ?1")?.exists([sha256.0])?;
        if is_to_be_sent || others || is_page {
            return Ok(false);
        }
        Ok(self.db.execute("DELETE FROM held_file WHERE sha256 = ?1", [sha256.0])? > 0)
    }
}

/// Tells what a file is from its first bytes, or from its name where the bytes do not say.
fn media_type(head: &[u8], name: &str) -> String {
    let ending = name.rsplit_once('.').map(|it| it.1.to_ascii_lowercase()).unwrap_or_default();
    let by_bytes = infer::get(head).map(|it| it.mime_type());
    let by_name = match ending.as_str() {
        "eml" => Some("message/rfc822"),
        "txt" | "csv" | "md" => Some("text/plain"),
        "docx" => Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xml" => Some("application/xml"),
        "zfo" => Some("application/vnd.software602.filler.form-xml-zip"),
        _ => None,
    };
    // A docx is a zip by its bytes; the name says more.
    let found = match by_bytes {
        Some("application/zip") => by_name.or(by_bytes),
        other => other.or(by_name),
    };
    found.unwrap_or("application/octet-stream").to_owned()
}
