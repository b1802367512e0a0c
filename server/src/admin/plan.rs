//! Puts a filing plan in force at the shell.

use std::path::Path;

use domain::file_plan::ImportPlan;
use plan_files::{Starter, read_plan};
use values::{ClassId, Code, CommandId, FilePlanId, Problem, Refusal, local_date};

use super::import::read_file;
use crate::Centre;

/// Reads a plan and puts it in force from today on; returns how many classes it has, and the marks of those left out.
pub(super) fn import(
    centre: &Centre,
    tenant: &str,
    file: Option<&Path>,
    starter: Option<&str>,
) -> Result<(usize, Vec<String>), Problem> {
    let usage = |why: &str| Refusal::new(Code::UsageWrong).with("why", why);
    let (name, bytes) = match (file, starter) {
        (Some(path), _) => read_file(path)?,
        (None, Some(name)) => {
            let starter = Starter::named(name).ok_or_else(|| usage("--starter is town, village or school"))?;
            (format!("{name}.csv"), starter.text().as_bytes().to_vec())
        }
        (None, None) => return Err(usage("--file or --starter is missing").into()),
    };
    let plan = centre.with_randomness(|it| read_plan(&name, &bytes, &mut || ClassId::new(it)))?;
    let now = centre.clock.now();
    let n_classes = plan.classes.len();
    let id = centre.with_randomness(|it| FilePlanId::new(it));
    let wish = ImportPlan { plan: id, name: plan.name, valid_from: local_date(now), classes: plan.classes };
    let command = centre.with_randomness(|it| CommandId::new(it));
    centre.in_tenant(tenant, |store| store.command(wish.into(), command, now))?;
    Ok((n_classes, plan.left_out))
}
