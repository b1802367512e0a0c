//! How the window is painted where no graphics card helps.

/// Has the web view paint its page itself on a machine that has no graphics card, such as a terminal of a virtual desktop.
///
/// There the layers a card would lay over each other are computed by the processor: scrolled rows take twice to four times
/// as long, and the window half as much memory again.
#[cfg(target_os = "linux")]
pub(crate) fn suit_the_machine(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if has_graphics_card() {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// A card that can be drawn with has a render node.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    nodes.into_iter().any(|it| it.file_name().to_string_lossy().starts_with("renderD"))
}

/// Other systems decide it themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn suit_the_machine(_: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
