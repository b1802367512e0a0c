//! sync_protocol.
