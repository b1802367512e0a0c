//! A line between a desk and the centre that can be cut, and counts what goes through.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// A line: desks connect to its address, it connects to the centre.
pub struct Line {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_cut: AtomicBool,
    /// While it is held nothing comes through, and nothing is torn either.
    is_held: AtomicBool,
    n_bytes_down: AtomicU64,
    n_bytes_up: AtomicU64,
    /// After so many bytes down, or up, the line cuts itself; 0 for never.
    cut_after: AtomicU64,
    cut_after_up: AtomicU64,
    hold_after: AtomicU64,
    /// Another centre it leads to, instead of its own.
    astray: Mutex<Option<SocketAddr>>,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// Opens a line to `centre`.
    pub fn open(centre: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let state = Arc::new(State::default());
        let for_thread = state.clone();
        std::thread::spawn(move || {
            for desk in listener.incoming().flatten() {
                let astray = *for_thread.astray.lock().expect("no thread panics while holding it");
                for_thread.carry(desk, astray.unwrap_or(centre));
            }
        });
        Self { address, state }
    }

    /// Returns where desks connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts it: what is open is torn, what comes is turned away.
    pub fn cut(&self) {
        self.state.cut();
    }

    /// Mends it.
    pub fn mend(&self) {
        self.state.cut_after.store(0, Ordering::SeqCst);
        self.state.cut_after_up.store(0, Ordering::SeqCst);
        self.state.is_cut.store(false, Ordering::SeqCst);
    }

    /// Cuts it by itself after so many more bytes from the centre.
    pub fn cut_after(&self, n_bytes: u64) {
        self.state.cut_after.store(self.n_bytes_down() + n_bytes, Ordering::SeqCst);
    }

    /// Cuts it by itself after so many more bytes to the centre.
    pub fn cut_after_up(&self, n_bytes: u64) {
        let sum = self.state.n_bytes_up.load(Ordering::SeqCst) + n_bytes;
        self.state.cut_after_up.store(sum, Ordering::SeqCst);
    }

    /// Holds everything back after so many more bytes from the centre.
    pub fn hold_after(&self, n_bytes: u64) {
        self.state.hold_after.store(self.n_bytes_down() + n_bytes, Ordering::SeqCst);
    }

    /// Lets everything through that was held back.
    pub fn let_go(&self) {
        self.state.hold_after.store(0, Ordering::SeqCst);
        self.state.is_held.store(false, Ordering::SeqCst);
    }

    /// Returns whether it holds everything back.
    pub fn is_held(&self) -> bool {
        self.state.is_held.load(Ordering::SeqCst)
    }

    /// Leads to another centre from now on, or to its own again.
    pub fn lead(&self, astray: Option<SocketAddr>) {
        *self.state.astray.lock().expect("no thread panics while holding it") = astray;
        self.cut();
        self.mend();
    }

    /// Returns how many bytes came from the centre.
    pub fn n_bytes_down(&self) -> u64 {
        self.state.n_bytes_down.load(Ordering::SeqCst)
    }

    /// Returns whether it is cut.
    pub fn is_cut(&self) -> bool {
        self.state.is_cut.load(Ordering::SeqCst)
    }
}

impl State {
    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for stream in self.open.lock().expect("no thread panics while holding the list").drain(..) {
            // A stream that ended by itself cannot be ended again.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn carry(self: &Arc<Self>, desk: TcpStream, centre: SocketAddr) {
        if self.is_cut.load(Ordering::SeqCst) {
            return;
        }
        let Ok(centre) = TcpStream::connect(centre) else { return };
        let copies = [desk.try_clone(), centre.try_clone(), desk.try_clone(), centre.try_clone()];
        let [Ok(desk_in), Ok(centre_in), Ok(desk_kept), Ok(centre_kept)] = copies else { return };
        self.open.lock().expect("no thread panics while holding the list").extend([desk_kept, centre_kept]);
        let up = self.clone();
        std::thread::spawn(move || up.copy(desk_in, centre, false));
        let down = self.clone();
        std::thread::spawn(move || down.copy(centre_in, desk, true));
    }

    fn copy(&self, mut from: TcpStream, mut to: TcpStream, is_down: bool) {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            let (counter, limit) =
                if is_down { (&self.n_bytes_down, &self.cut_after) } else { (&self.n_bytes_up, &self.cut_after_up) };
            let sum = counter.fetch_add(n as u64, Ordering::SeqCst) + n as u64;
            let limit = limit.load(Ordering::SeqCst);
            if limit > 0 && sum >= limit {
                self.cut();
                return;
            }
            let hold_after = self.hold_after.load(Ordering::SeqCst);
            if is_down && hold_after > 0 && sum >= hold_after {
                self.is_held.store(true, Ordering::SeqCst);
            }
            while self.is_held.load(Ordering::SeqCst) {
                std::thread::park_timeout(std::time::Duration::from_millis(10));
            }
            if to.write_all(&buffer[..n]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
    }
}
