//! A window with one field and nothing else: what the bench measures the workstation's start beside.

use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &[u8] = b"<!doctype html><title>empty</title><input name=password autofocus>";

fn main() {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let answer = tauri::http::Response::builder().header("content-type", "text/html");
            answer.body(PAGE.to_vec()).expect("a plain answer")
        })
        .setup(|app| {
            let address = "empty://localhost/".parse().expect("an address");
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("a window can be opened");
}
