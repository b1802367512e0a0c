//! Bundles the window.
fn main() {
    tauri_build::build();
}
