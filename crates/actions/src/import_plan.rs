//! Puts a filing plan in force, from a file or from a starter.

use std::io::Read;
use std::path::Path;

use domain::file_plan::ImportPlan;
use plan_files::{Starter, read_plan};
use store::Desk;
use values::{ClassId, Code, FilePlanId, Problem, Refusal, local_date};

/// The largest plan read, in bytes.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Where a plan comes from.
#[derive(Clone, Copy, Debug)]
pub enum PlanSource<'a> {
    /// A file: the standard's XML or a table.
    File(&'a Path),
    /// A plan to begin with.
    Starter(Starter),
}

/// What became of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTaken {
    /// How many classes are in force.
    pub n_classes: usize,
    /// Marks of those that are not: closed ones, classes of type files, groups of such alone.
    pub left_out: Vec<String>,
}

/// Reads a plan and puts it in force from today on; says what of it is.
///
/// Refuses what [`read_plan`] refuses, with the line; nothing of the plan is taken in then.
pub fn import_plan(desk: &Desk, source: PlanSource<'_>) -> Result<PlanTaken, Problem> {
    let (file, bytes) = match source {
        PlanSource::Starter(it) => (format!("{}.csv", it.name()), it.text().as_bytes().to_vec()),
        PlanSource::File(path) => read_file(path)?,
    };
    let plan = desk.with_randomness(|it| read_plan(&file, &bytes, &mut || ClassId::new(it)))?;
    let n_classes = plan.classes.len();
    let valid_from = local_date(desk.now());
    desk.write(|tx| {
        let id = tx.new_id(FilePlanId);
        tx.submit(ImportPlan { plan: id, name: plan.name, valid_from, classes: plan.classes })
    })?;
    Ok(PlanTaken { n_classes, left_out: plan.left_out })
}

fn read_file(path: &Path) -> Result<(String, Vec<u8>), Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unreadable = |why: std::io::Error| Refusal::new(Code::FileUnreadable).with("name", &name).with("why", why);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok((name, bytes))
}
