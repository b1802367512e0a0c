//! workstation.
