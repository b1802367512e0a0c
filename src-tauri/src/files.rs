//! The scheme the window reads files by: `desk-file://localhost/<component>`, and the pages of a batch as pictures no side of which is longer
//! than so many pixels: `desk-file://localhost/page/<batch>/<page>/<pixels>`.

use tauri::http::{Request, Response, StatusCode, header};
use ui_api::Workstation;

/// What is shown where the number of pixels is none.
const SMALLEST: u32 = 16;

/// Returns the bytes of a file the open desk holds.
pub(crate) fn answer(workstation: &Workstation, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let path: Vec<&str> = request.uri().path().trim_start_matches('/').split('/').collect();
    let found = match path.as_slice() {
        [component] => workstation.file_bytes(component).ok().map(|(bytes, media_type)| (shown_as(&media_type), bytes)),
        ["page", batch, page, pixels] => {
            let max_side = pixels.parse().unwrap_or(SMALLEST);
            workstation.page_preview(batch, page, max_side).ok().map(|bytes| ("image/jpeg", bytes))
        }
        _ => None,
    };
    let (status, media_type, bytes) = match found {
        Some((media_type, bytes)) => (StatusCode::OK, media_type, bytes),
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
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
