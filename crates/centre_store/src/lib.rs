//! centre_store.
