//! sync_client.
