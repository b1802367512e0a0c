//! The files of a disk: what processes see, and what a power cut would leave.
//!
//! Invariant: the bytes of a sector that no write touched never change. That is what SQLite asks of a disk, and
//! what disks keep; everything else about an unsynced write is up to chance.

use std::collections::{BTreeMap, BTreeSet};

use crate::Dice;

/// What a disk writes whole or not at all.
const SECTOR_BYTES: usize = 512;

/// Why an operation failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// The machine is dead, or has come back since the file was opened.
    Dead,
    /// There is no room.
    Full,
}

#[derive(Default)]
pub(super) struct Contents {
    files: BTreeMap<u64, File>,
    /// Names as processes see them, and as they would be after a power cut.
    names: BTreeMap<String, u64>,
    durable_names: BTreeMap<String, u64>,
    open: BTreeMap<u64, Open>,
    fuses: BTreeMap<String, u64>,
    full: BTreeSet<String>,
    /// How many reads under a path still succeed.
    readable: BTreeMap<String, u64>,
    last_id: u64,
}

#[derive(Clone, Default)]
struct File {
    written: Vec<u8>,
    durable: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

struct Open {
    name: String,
    file: u64,
    is_temporary: bool,
}

impl Contents {
    /// Opens a file, making it when asked to; no name is a file nobody else finds.
    pub(super) fn open(&mut self, name: Option<&str>, may_create: bool, is_temporary: bool) -> Option<u64> {
        let name = name.unwrap_or_default();
        if !name.is_empty() && self.has_failed(name) {
            return None;
        }
        let file = match self.names.get(name) {
            Some(file) => *file,
            None if !may_create => return None,
            None => {
                let file = self.next_id();
                self.files.insert(file, File::default());
                if !name.is_empty() {
                    self.names.insert(name.to_owned(), file);
                }
                file
            }
        };
        let handle = self.next_id();
        self.open.insert(handle, Open { name: name.to_owned(), file, is_temporary });
        Some(handle)
    }

    pub(super) fn close(&mut self, handle: u64) {
        if let Some(it) = self.open.remove(&handle)
            && it.is_temporary
        {
            self.names.remove(&it.name);
            self.files.remove(&it.file);
        }
    }

    pub(super) fn read(&mut self, handle: u64, at: usize, into: &mut [u8]) -> Result<usize, Failed> {
        let name = &self.open.get(&handle).ok_or(Failed::Dead)?.name;
        for (path, left) in &mut self.readable {
            if name.starts_with(path.as_str()) {
                *left = left.checked_sub(1).ok_or(Failed::Dead)?;
            }
        }
        let written = &self.file(handle)?.written;
        let from = written.get(at..).unwrap_or_default();
        let n = from.len().min(into.len());
        into[..n].copy_from_slice(&from[..n]);
        Ok(n)
    }

    pub(super) fn length(&mut self, handle: u64) -> Result<usize, Failed> {
        Ok(self.file(handle)?.written.len())
    }

    pub(super) fn write(&mut self, handle: u64, at: usize, bytes: &[u8]) -> Result<(), Failed> {
        self.burn_of(handle)?;
        let is_full = self.is_full(handle)?;
        let file = self.file(handle)?;
        // Where bytes lie already there is room for others.
        if is_full && at + bytes.len() > file.written.len() {
            return Err(Failed::Full);
        }
        file.change(Change::Write { at, bytes: bytes.to_vec() });
        Ok(())
    }

    pub(super) fn truncate(&mut self, handle: u64, length: usize) -> Result<(), Failed> {
        self.burn_of(handle)?;
        self.file(handle)?.change(Change::Length(length));
        Ok(())
    }

    /// Makes a file safe. A new one gets its name for good, and with the folder go the other names in it: SQLite
    /// syncs the folder of a new log.
    pub(super) fn sync(&mut self, handle: u64) -> Result<(), Failed> {
        self.burn_of(handle)?;
        let file = self.file(handle)?;
        file.durable = file.written.clone();
        file.unsynced.clear();
        let it = self.open.get(&handle).ok_or(Failed::Dead)?;
        if self.names.get(&it.name) == Some(&it.file) && self.durable_names.get(&it.name) != Some(&it.file) {
            let folder = it.name.rsplit_once('/').map_or("", |it| it.0).to_owned();
            let is_in = |name: &str| name.rsplit_once('/').map_or("", |it| it.0) == folder;
            self.durable_names.retain(|name, _| !is_in(name));
            let names = self.names.iter().filter(|(name, _)| is_in(name));
            self.durable_names.extend(names.map(|(name, file)| (name.clone(), *file)));
        }
        Ok(())
    }

    pub(super) fn exists(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Deletes a file; only with `is_synced` its name does not come back after a power cut.
    pub(super) fn delete(&mut self, name: &str, is_synced: bool) -> Result<bool, Failed> {
        self.burn(name)?;
        if is_synced {
            self.durable_names.remove(name);
        }
        Ok(self.names.remove(name).is_some())
    }

    pub(super) fn crash(&mut self, path: &str) {
        self.open.retain(|_, it| !it.name.starts_with(path));
        self.fuses.retain(|it, _| !it.starts_with(path));
    }

    pub(super) fn power_loss(&mut self, path: &str, dice: &mut Dice) {
        self.crash(path);
        let mut names: Vec<String> = self.names.keys().chain(self.durable_names.keys()).cloned().collect();
        names.retain(|it| it.starts_with(path));
        names.sort();
        names.dedup();
        for name in names {
            let (seen, safe) = (self.names.get(&name).copied(), self.durable_names.get(&name).copied());
            // A name that was not synced may have reached the disk all the same.
            let left = if seen != safe && dice.percent(50) { seen } else { safe };
            for map in [&mut self.names, &mut self.durable_names] {
                match left {
                    Some(file) => map.insert(name.clone(), file),
                    None => map.remove(&name),
                };
            }
            if let Some(file) = left.and_then(|it| self.files.get_mut(&it)) {
                file.lose_power(dice);
            }
        }
    }

    pub(super) fn fail_after(&mut self, path: &str, n: u64) {
        self.fuses.insert(path.to_owned(), n);
    }

    pub(super) fn set_full(&mut self, path: &str, is_full: bool) {
        if is_full {
            self.full.insert(path.to_owned());
        } else {
            self.full.remove(path);
        }
    }

    pub(super) fn set_readable(&mut self, path: &str, n_reads: Option<u64>) {
        match n_reads {
            Some(n) => self.readable.insert(path.to_owned(), n),
            None => self.readable.remove(path),
        };
    }

    pub(super) fn has_failed(&self, name: &str) -> bool {
        self.fuses.iter().any(|(path, left)| *left == 0 && name.starts_with(path.as_str()))
    }

    pub(super) fn durable(&self, path: &str) -> Vec<(String, Vec<u8>)> {
        let found = self.durable_names.iter().filter(|(name, _)| name.starts_with(path));
        found.filter_map(|(name, file)| Some((name.clone(), self.files.get(file)?.durable.clone()))).collect()
    }

    pub(super) fn replace(&mut self, path: &str, files: Vec<(String, Vec<u8>)>) {
        self.crash(path);
        self.names.retain(|it, _| !it.starts_with(path));
        self.durable_names.retain(|it, _| !it.starts_with(path));
        for (name, bytes) in files {
            let id = self.next_id();
            self.files.insert(id, File { written: bytes.clone(), durable: bytes, unsynced: Vec::new() });
            self.names.insert(name.clone(), id);
            self.durable_names.insert(name, id);
        }
    }

    fn file(&mut self, handle: u64) -> Result<&mut File, Failed> {
        let it = self.open.get(&handle).ok_or(Failed::Dead)?;
        self.files.get_mut(&it.file).ok_or(Failed::Dead)
    }

    fn is_full(&self, handle: u64) -> Result<bool, Failed> {
        let name = &self.open.get(&handle).ok_or(Failed::Dead)?.name;
        Ok(self.full.iter().any(|it| name.starts_with(it.as_str())))
    }

    fn burn_of(&mut self, handle: u64) -> Result<(), Failed> {
        let name = self.open.get(&handle).ok_or(Failed::Dead)?.name.clone();
        self.burn(&name)
    }

    /// Counts a write; with the last one allowed everything under the path is dead.
    fn burn(&mut self, name: &str) -> Result<(), Failed> {
        for (path, left) in &mut self.fuses {
            if name.starts_with(path.as_str()) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    let path = path.clone();
                    self.open.retain(|_, it| !it.name.starts_with(&path));
                    return Err(Failed::Dead);
                }
            }
        }
        Ok(())
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}

impl File {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.written);
        self.unsynced.push(change);
    }

    fn lose_power(&mut self, dice: &mut Dice) {
        let changes = std::mem::take(&mut self.unsynced);
        let n_first = dice.below(changes.len() + 1);
        let how = dice.below(4);
        for (at, change) in changes.into_iter().enumerate() {
            match how {
                0 => break,
                1 if at >= n_first => break,
                2 if dice.percent(50) => continue,
                3 => change.apply_torn(&mut self.durable, dice),
                _ => change.apply(&mut self.durable),
            }
        }
        self.written = self.durable.clone();
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Length(length) => to.resize(*length, 0),
            Self::Write { at, bytes } => {
                if to.len() < at + bytes.len() {
                    to.resize(at + bytes.len(), 0);
                }
                to[*at..at + bytes.len()].copy_from_slice(bytes);
            }
        }
    }

    /// Some sectors of the write reached the disk, in any order.
    fn apply_torn(&self, to: &mut Vec<u8>, dice: &mut Dice) {
        let Self::Write { at, bytes } = self else {
            return if dice.percent(50) {
                self.apply(to)
            };
        };
        let mut from = 0;
        while from < bytes.len() {
            let end = bytes.len().min(from + SECTOR_BYTES - (at + from) % SECTOR_BYTES);
            if dice.percent(50) {
                Self::Write { at: at + from, bytes: bytes[from..end].to_vec() }.apply(to);
            }
            from = end;
        }
    }
}
