//! What is under way between desks and the centre. Nothing arrives by itself; chance lets it.

use testkit::Sealed;

/// A request under way.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) exchange: u64,
    pub(crate) desk: usize,
    pub(crate) round: u64,
    pub(crate) sealed: Sealed,
}

/// A reply under way.
#[derive(Clone)]
pub(crate) struct Replied {
    pub(crate) exchange: u64,
    pub(crate) desk: usize,
    pub(crate) round: u64,
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// The network: two heaps, taken from in any order.
#[derive(Default)]
pub(crate) struct Network {
    pub(crate) requests: Vec<Asked>,
    pub(crate) replies: Vec<Replied>,
    last: u64,
}

impl Network {
    /// Numbers a round or an exchange.
    pub(crate) fn next_number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}
