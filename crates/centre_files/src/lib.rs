//! centre_files.
