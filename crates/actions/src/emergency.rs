//! The substitute register: declared, closed, its documents registered again.

use domain::emergency::{Afterwards, DeclareEmergency, EmergencyRegister, EndEmergency};
use store::{Desk, Tx};
use values::{Code, EmergencyRegisterId, Problem, Refusal};

use crate::sync::Reach;

/// Declares an emergency on this desk: from now on it registers into a substitute register of its own.
///
/// Refuses while the centre answers (decree § 26: only when the usual way is impossible), and what the rules refuse.
pub fn declare_emergency(desk: &Desk, reason: &str, reach: Reach) -> Result<EmergencyRegisterId, Problem> {
    if reach != Reach::Offline {
        return Err(Refusal::new(Code::CentreInReach).into());
    }
    Ok(desk.write(|tx| {
        let register = tx.new_id(EmergencyRegisterId);
        let name = tx.emergency_name()?;
        tx.submit(DeclareEmergency { register, name, reason: reason.to_owned() })?;
        Ok(register)
    })?)
}

/// Closes a substitute register; its documents are registered again where that was chosen. Returns how many of those seen here.
pub fn end_emergency(desk: &Desk, register: EmergencyRegisterId, afterwards: Afterwards) -> Result<usize, Problem> {
    Ok(desk.write(|tx| {
        let waiting = tx.documents_in_emergency(register)?.iter().filter(|it| it.waits_in_emergency()).count();
        tx.submit(EndEmergency { register, afterwards })?;
        Ok(if afterwards == Afterwards::Reregister { waiting } else { 0 })
    })?)
}

/// Returns the substitute register with this id or name.
pub fn find_emergency(tx: &Tx<'_>, named: &str) -> store::Result<EmergencyRegister> {
    let mut registers = tx.emergency_registers()?.into_iter();
    let found = registers.find(|it| it.name == named.trim() || it.id.to_string() == named.trim());
    Ok(found.ok_or_else(|| Refusal::new(Code::NotFound).at("register").with("named", named))?)
}

/// How a substitute register stands.
#[derive(Clone, Debug, PartialEq)]
pub struct EmergencyStand {
    /// The register.
    pub register: EmergencyRegister,
    /// Whether this desk writes into it.
    pub is_here: bool,
    /// How many documents of it are seen here.
    pub n_documents: usize,
    /// How many of them are in no other register.
    pub n_waiting: usize,
    /// The number it ends with so far.
    pub last: u32,
}

/// Returns the substitute registers, the newest first.
pub fn emergencies(tx: &Tx<'_>) -> store::Result<Vec<EmergencyStand>> {
    let seat = tx.identity()?.seat;
    let mut stands = Vec::new();
    for register in tx.emergency_registers()? {
        let documents = tx.documents_in_emergency(register.id)?;
        stands.push(EmergencyStand {
            is_here: register.seat == seat && register.is_open(),
            n_documents: documents.len(),
            n_waiting: documents.iter().filter(|it| it.waits_in_emergency()).count(),
            last: documents.iter().filter_map(|it| it.emergency.as_ref()).map(|it| it.number).max().unwrap_or(0),
            register,
        });
    }
    Ok(stands)
}
