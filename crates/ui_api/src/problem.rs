//! How a problem looks to the window.

use std::collections::BTreeMap;
use std::fmt::Display;

use values::{Problem, Refusal};

use crate::types::{ProblemKind, UiProblem};

/// Turns a problem into what the window is told; what is our fault is logged under an incident id.
pub fn to_ui(problem: Problem) -> UiProblem {
    let (kind, said) = match problem {
        Problem::Refused(it) => (ProblemKind::Refused, it),
        Problem::Unavailable(it) => (ProblemKind::Unavailable, it),
        Problem::Damaged(it) => (ProblemKind::Damaged, it),
        Problem::Broken(why) => {
            let incident = incident_id(&why);
            tracing::error!(%incident, "{why}");
            (ProblemKind::Broken, Refusal::new(values::Code::Broken).with("incident", incident))
        }
    };
    of_refusal(kind, said)
}

pub(crate) fn of_refusal(kind: ProblemKind, said: Refusal) -> UiProblem {
    UiProblem { kind, code: said.code.as_str().to_owned(), field: said.field, args: said.args }
}

pub(crate) fn not_understood(request: &str, why: &dyn Display) -> UiProblem {
    tracing::error!(request, %why, "a request of the window is not understood");
    UiProblem {
        kind: ProblemKind::Broken,
        code: values::Code::RequestNotUnderstood.as_str().to_owned(),
        field: None,
        args: BTreeMap::from([("incident".to_owned(), incident_id(request))]),
    }
}

/// Eight characters to tell the help desk; the same fault has the same ones.
fn incident_id(why: &str) -> String {
    values::Sha256::of(why.as_bytes()).to_string()[..8].to_uppercase()
}

/// What the window is told when a request ended in a panic.
pub fn panicked(why: &str) -> UiProblem {
    to_ui(Problem::Broken(format!("a request ended in a panic: {why}")))
}
