//! The scheme the window reads files by: `desk-file://localhost/<component>`.

use tauri::http::{Request, Response, StatusCode, header};
use ui_api::Workstation;

/// Returns the bytes of a file the open desk holds.
pub(crate) fn answer(workstation: &Workstation, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let component = request.uri().path().trim_start_matches('/');
    let (status, media_type, bytes) = match workstation.file_bytes(component) {
        Ok((bytes, media_type)) => (StatusCode::OK, shown_as(&media_type), bytes),
        Err(_) => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .body(bytes)
        .expect("the headers are ours")
}

/// Only what the window itself shows keeps its type; the rest, HTML above all, is bytes.
fn shown_as(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "application/pdf",
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "image/gif" => "image/gif",
        "image/webp" => "image/webp",
        "image/bmp" => "image/bmp",
        "text/plain" | "message/rfc822" | "application/xml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
