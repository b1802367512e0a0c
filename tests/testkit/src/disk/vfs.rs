//! The file system SQLite sees: thin functions in C's manner around [`Contents`].
//!
//! This is the one place of the project with unsafe code of its own: a file system is handed to SQLite as
//! function pointers, and there is no safe way to do that.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use super::contents::{Contents, Failed};

const MAX_PATH_BYTES: c_int = 1024;
/// Noon of a day without meaning: nothing of ours asks SQLite for the time.
const JULIAN_DAY: f64 = 2_460_000.0;

/// What the file system of one disk needs to know; handed to SQLite's functions as its application data.
struct Shared {
    contents: Mutex<Contents>,
}

/// A file system registered under a name of its own.
pub(super) struct Registered {
    name: String,
    vfs: *mut ffi::sqlite3_vfs,
    shared: &'static Shared,
}

/// SQLite's file object, with what is ours behind its head.
#[repr(C)]
struct OpenFile {
    base: ffi::sqlite3_file,
    shared: &'static Shared,
    handle: u64,
}

impl Registered {
    pub(super) fn new() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let name = format!("testkit-{}", LAST.fetch_add(1, Ordering::Relaxed));
        // Both are leaked, some hundred bytes a disk: a connection that outlives its disk must find them.
        let shared: &'static Shared = Box::leak(Box::new(Shared { contents: Mutex::default() }));
        let c_name = CString::new(name.clone()).expect("the name has no zero byte").into_raw();
        let vfs = Box::into_raw(Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<OpenFile>() as c_int,
            mxPathname: MAX_PATH_BYTES,
            pNext: std::ptr::null_mut(),
            zName: c_name,
            pAppData: std::ptr::from_ref(shared).cast_mut().cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: None,
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: `vfs` points to a whole structure that is never freed; every function in it has SQLite's signature.
        let registered = unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
        assert_eq!(registered, ffi::SQLITE_OK, "a file system of a new name can be registered");
        Self { name, vfs, shared }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn contents(&self) -> MutexGuard<'_, Contents> {
        self.shared.contents()
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        // The bytes go; files that are still open find themselves dead.
        *self.contents() = Contents::default();
        // SAFETY: `vfs` was registered in `new` and is not freed; SQLite only takes it out of its list.
        unsafe { ffi::sqlite3_vfs_unregister(self.vfs) };
    }
}

impl Shared {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// Returns what is ours of a file SQLite hands back.
///
/// # Safety
/// `file` must be one that [`open`] filled in.
unsafe fn ours<'a>(file: *mut ffi::sqlite3_file) -> &'a OpenFile {
    // SAFETY: `open` wrote a whole `OpenFile` there, and SQLite does not touch what is behind its head.
    unsafe { &*file.cast::<OpenFile>() }
}

/// # Safety
/// `vfs` must be one that [`Registered::new`] made.
unsafe fn shared_of(vfs: *mut ffi::sqlite3_vfs) -> &'static Shared {
    // SAFETY: its application data is the leaked `Shared`.
    unsafe { &*(*vfs).pAppData.cast::<Shared>() }
}

/// # Safety
/// `name` must be null or a string that ends with a zero byte.
unsafe fn text(name: *const c_char) -> Option<String> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, and SQLite's names end with a zero byte.
    Some(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned())
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands in our file system, a name or null, room of `szOsFile` bytes, and a place for the flags
    // or null.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let shared = shared_of(vfs);
        let name = text(name);
        let may_create = name.is_none() || flags & ffi::SQLITE_OPEN_CREATE != 0;
        let is_temporary = name.is_none() || flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0;
        let Some(handle) = shared.contents().open(name.as_deref(), may_create, is_temporary) else {
            return ffi::SQLITE_CANTOPEN;
        };
        let base = ffi::sqlite3_file { pMethods: &raw const METHODS };
        file.cast::<OpenFile>().write(OpenFile { base, shared, handle });
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: SQLite hands in our file system and a name.
    let (shared, name) = unsafe { (shared_of(vfs), text(name).unwrap_or_default()) };
    match shared.contents().delete(&name, sync_folder != 0) {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_IOERR_DELETE_NOENT,
        Err(_) => ffi::SQLITE_IOERR_DELETE,
    }
}

unsafe extern "C" fn access(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int, result: *mut c_int) -> c_int {
    // SAFETY: SQLite hands in our file system, a name, and a place for the result.
    unsafe { *result = c_int::from(shared_of(vfs).contents().exists(&text(name).unwrap_or_default())) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    n_out: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: `name` ends with a zero byte and `out` has room for `n_out` bytes; the length is checked before.
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > n_out as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, n: c_int, out: *mut c_char) -> c_int {
    // SAFETY: `out` has room for `n` bytes.
    unsafe { std::ptr::write_bytes(out, 7, n as usize) };
    n
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: `out` is a place for the time.
    unsafe { *out = JULIAN_DAY };
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in.
    let it = unsafe { ours(file) };
    it.shared.contents().close(it.handle);
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, out: *mut c_void, n: c_int, at: ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in, and room for `n` bytes, which is initialised first.
    let (it, into) = unsafe {
        std::ptr::write_bytes(out.cast::<u8>(), 0, n as usize);
        (ours(file), std::slice::from_raw_parts_mut(out.cast::<u8>(), n as usize))
    };
    match it.shared.contents().read(it.handle, at as usize, into) {
        Ok(n_read) if n_read == n as usize => ffi::SQLITE_OK,
        // What is missing is zero already, as SQLite wants it.
        Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(_) => ffi::SQLITE_IOERR_READ,
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    n: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in, and `n` bytes to write.
    let (it, bytes) = unsafe { (ours(file), std::slice::from_raw_parts(from.cast::<u8>(), n as usize)) };
    match it.shared.contents().write(it.handle, at as usize, bytes) {
        Ok(()) => ffi::SQLITE_OK,
        Err(Failed::Full) => ffi::SQLITE_FULL,
        Err(Failed::Dead) => ffi::SQLITE_IOERR_WRITE,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in.
    let it = unsafe { ours(file) };
    match it.shared.contents().truncate(it.handle, length as usize) {
        Ok(()) => ffi::SQLITE_OK,
        Err(_) => ffi::SQLITE_IOERR_TRUNCATE,
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in.
    let it = unsafe { ours(file) };
    match it.shared.contents().sync(it.handle) {
        Ok(()) => ffi::SQLITE_OK,
        Err(_) => ffi::SQLITE_IOERR_FSYNC,
    }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands in a file that `open` filled in, and a place for the length.
    unsafe {
        let it = ours(file);
        match it.shared.contents().length(it.handle) {
            Ok(length) => *out = length as ffi::sqlite3_int64,
            Err(_) => return ffi::SQLITE_IOERR_FSTAT,
        }
    }
    ffi::SQLITE_OK
}

/// One connection has a database, hence there is nobody to lock out.
unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: `out` is a place for the answer.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
