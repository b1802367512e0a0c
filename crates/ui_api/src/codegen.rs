//! The TypeScript the window is written against, made from the types here.

use crate::{requests, types};

/// Returns the whole of `ui/src/api/generated/api.ts`.
pub fn typescript() -> String {
    let config = ts_rs::Config::default();
    let (arguments, functions) = requests::declarations(&config);
    let mut text = String::from("// Made by `cargo xtask codegen` from crates/ui_api. Do not edit.\n\n");
    text.push_str("import { call } from \"../call\";\n\n");
    for declaration in types::declarations(&config).into_iter().chain(arguments) {
        text.push_str("export ");
        text.push_str(&declaration);
        text.push_str("\n\n");
    }
    text.push_str("export const codes = [\n");
    for code in values::Code::ALL {
        text.push_str(&format!("  \"{code}\",\n"));
    }
    text.push_str("] as const;\n\nexport const api = {\n");
    for function in functions {
        text.push_str(&function);
        text.push('\n');
    }
    text.push_str("};\n");
    text
}
