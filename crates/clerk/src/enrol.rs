//! `enrol`, `reset-password`: how a desk begins, and how a forgotten password is helped.

use actions::Device;
use sentences::Language;
use serde_json::json;
use values::Problem;

use crate::arguments::Enrol;
use crate::output::Said;
use crate::run::read_text;
use crate::sync;
use crate::words::own;

/// Enrols and syncs. A first sync that is cut off leaves the desk; `sync` goes on with it.
pub(crate) fn enrol(device: &Device, it: &Enrol, password: &str, language: Language) -> Result<Said, Problem> {
    let line = match (&it.line, &it.line_file) {
        (Some(line), _) => line.clone(),
        (None, Some(path)) => read_text(path)?,
        (None, None) => String::new(),
    };
    let desk = device.enrol(&line, password, &it.device)?;
    let header = desk.folder().header().map_err(Problem::from)?;
    let synced = sync::round(&desk)?;
    let is_complete = desk.read(|tx| tx.is_complete())?;
    let mut text = own("enrolled", &[("person", &header.person_name), ("tenant", &header.tenant_name)], language);
    if !is_complete {
        text = format!("{text} {}", own("enrolled_partly", &[], language));
    }
    Ok(Said {
        text,
        json: json!({
            "seat": header.seat, "person": header.person_name, "tenant": header.tenant_name,
            "is_complete": is_complete, "pulled": synced.pulled,
        }),
    })
}

/// Sets the password of the password file; nothing that waits is lost by it.
pub(crate) fn reset_password(
    device: &Device,
    seat: &str,
    code: &str,
    password: &str,
    language: Language,
) -> Result<Said, Problem> {
    device.reset_password(seat, code, password)?;
    Ok(Said { text: own("password_set", &[], language), json: json!({ "seat": seat }) })
}
