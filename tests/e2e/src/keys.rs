//! Keys as WebDriver names them.

/// A key that is no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow down.
    Down,
    /// Arrow up.
    Up,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// F1 to F12.
    F(u8),
    /// A character.
    Char(char),
}

impl Key {
    pub(crate) fn code(self) -> char {
        match self {
            Self::Enter => '\u{E007}',
            Self::Escape => '\u{E00C}',
            Self::Tab => '\u{E004}',
            Self::Backspace => '\u{E003}',
            Self::Delete => '\u{E017}',
            Self::Down => '\u{E015}',
            Self::Up => '\u{E013}',
            Self::Left => '\u{E012}',
            Self::Right => '\u{E014}',
            Self::Home => '\u{E011}',
            Self::End => '\u{E010}',
            Self::F(n) => char::from_u32(0xE030 + u32::from(n)).expect("F1 to F12 have codes"),
            Self::Char(it) => it,
        }
    }
}

/// A key with Ctrl, Shift or Alt held.
#[derive(Clone, Copy, Debug)]
pub struct Chord {
    /// Ctrl.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key.
    pub key: Key,
}

impl Chord {
    /// A key alone.
    pub fn plain(key: Key) -> Self {
        Self { ctrl: false, shift: false, alt: false, key }
    }

    /// Ctrl and a key.
    pub fn ctrl(key: Key) -> Self {
        Self { ctrl: true, ..Self::plain(key) }
    }

    /// Ctrl, Shift and a key.
    pub fn ctrl_shift(key: Key) -> Self {
        Self { ctrl: true, shift: true, ..Self::plain(key) }
    }

    /// Shift and a key.
    pub fn shift(key: Key) -> Self {
        Self { shift: true, ..Self::plain(key) }
    }

    /// Alt and a key.
    pub fn alt(key: Key) -> Self {
        Self { alt: true, ..Self::plain(key) }
    }

    pub(crate) fn held(self) -> Vec<char> {
        let held = [(self.ctrl, '\u{E009}'), (self.shift, '\u{E008}'), (self.alt, '\u{E00A}')];
        held.into_iter().filter(|it| it.0).map(|it| it.1).collect()
    }
}
