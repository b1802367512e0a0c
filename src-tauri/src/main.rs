//! The workstation's window: its frame, its one command, its scheme for files. No logic stands here.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod files;
mod painting;

use std::sync::Arc;

use tauri::{AppHandle, Emitter, Manager, RunEvent, State, WebviewUrl, WebviewWindowBuilder};
use ui_api::{UiProblem, Workstation};

/// The window's one command; `ui_api` knows what the names mean. Work goes to a thread that may block; a panic
/// there is answered, so that the window does not wait for ever.
#[tauri::command]
async fn call(
    workstation: State<'_, Arc<Workstation>>,
    name: String,
    args: serde_json::Value,
) -> Result<serde_json::Value, UiProblem> {
    let workstation = workstation.inner().clone();
    tauri::async_runtime::spawn_blocking(move || ui_api::dispatch(workstation.as_ref(), &name, args))
        .await
        .unwrap_or_else(|why| Err(ui_api::panicked(&why.to_string())))
}

fn main() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    let folder = arguments::data_folder();
    let mut builder = tauri::Builder::default();
    // One window for one data folder: the second start shows the first one's. A test with a folder of its own
    // has a window of its own.
    if !arguments::names_a_folder() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_notification::init())
        .register_asynchronous_uri_scheme_protocol("desk-file", |context, request, responder| {
            let workstation = context.app_handle().state::<Arc<Workstation>>().inner().clone();
            // Reading and decrypting must not hold up the window.
            tauri::async_runtime::spawn_blocking(move || responder.respond(files::answer(&workstation, &request)));
        })
        .setup(move |app| {
            let handle = app.handle().clone();
            let tell = move |tags: &[&str]| {
                if let Err(why) = handle.emit("changed", tags) {
                    tracing::warn!(%why, "the window did not hear of a change");
                }
            };
            app.manage(Arc::new(Workstation::new(&folder, Arc::new(tell))));
            let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Tajemník")
                .inner_size(1280.0, 800.0)
                .min_inner_size(640.0, 400.0)
                .build()?;
            painting::suit_the_machine(&window)?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![call])
        .build(tauri::generate_context!())
        .expect("the window's parts are compiled in; without a display there is nothing to do")
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Arc<Workstation>>().leave();
            }
        });
}

fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main")
        && let Err(why) = window.unminimize().and_then(|()| window.set_focus())
    {
        tracing::warn!(%why, "the window could not be shown");
    }
}
