//! Prints the TypeScript of the contract; `cargo xtask codegen` writes it to its place.
#![allow(clippy::print_stdout)]
fn main() {
    print!("{}", ui_api::typescript());
}
