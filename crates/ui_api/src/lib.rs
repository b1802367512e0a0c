//! ui_api.
