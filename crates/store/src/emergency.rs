//! Substitute registers as this desk sees them, and the numbers it gives in its own.

use domain::emergency::{EmergencyRegister, InEmergency};
use domain::numbering::SeatPart;
use domain::registry::Document;
use domain::{Entity, EntityKind};
use rusqlite::params;
use values::{DocumentId, EmergencyRegisterId, local_date};

use crate::outbox::read_uuid;
use crate::problem::broken;
use crate::{Result, Tx};

impl Tx<'_> {
    /// Returns the substitute registers, the newest first.
    pub fn emergency_registers(&self) -> Result<Vec<EmergencyRegister>> {
        let all = self.list(EntityKind::EmergencyRegister)?.into_iter();
        let mut registers: Vec<EmergencyRegister> =
            all.filter_map(|it| if let Entity::EmergencyRegister(it) = it { Some(*it) } else { None }).collect();
        registers.sort_by_key(|it| std::cmp::Reverse((it.begun_at, it.id)));
        Ok(registers)
    }

    /// Returns the substitute register this desk writes into; none while it registers as usual.
    pub fn open_emergency(&self) -> Result<Option<EmergencyRegister>> {
        let seat = self.identity()?.seat;
        Ok(self.emergency_registers()?.into_iter().find(|it| it.seat == seat && it.is_open()))
    }

    /// Returns the name of the next substitute register of this desk.
    pub fn emergency_name(&self) -> Result<String> {
        let identity = self.identity()?;
        let year = local_date(self.desk.now()).year();
        let part = SeatPart::numbered(identity.part).ok_or_else(|| broken("a part of JIDs that does not exist"))?;
        let registers = self.emergency_registers()?;
        let is_free = |name: &String| registers.iter().all(|it| it.name != *name);
        let mut names = (1..).map(|nth| EmergencyRegister::name_of(&part, year, nth));
        names.find(is_free).ok_or_else(|| broken("no name is free"))
    }

    /// Takes the next number of the register this desk writes into, in the transaction of the entry; none while it registers as
    /// usual.
    pub fn take_emergency_number(&self) -> Result<Option<InEmergency>> {
        let Some(register) = self.open_emergency()? else { return Ok(None) };
        let counter = format!("emergency:{}", register.id);
        let number: u32 = self.load_meta(&counter)?.unwrap_or(0) + 1;
        self.set_meta(&counter, &number)?;
        Ok(Some(register.place(number)))
    }

    /// Returns the documents of a substitute register this desk sees, by number. Two may have one while the centre has not told
    /// them apart.
    pub fn documents_in_emergency(&self, register: EmergencyRegisterId) -> Result<Vec<Document>> {
        let mut statement = self.db.prepare_cached("SELECT id FROM document_line WHERE emergency = ?1")?;
        let ids = statement
            .query_map(params![register.0.as_bytes()], |row| read_uuid(row, 0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut documents = Vec::new();
        for id in ids {
            documents.extend(self.document(DocumentId(id))?);
        }
        documents.sort_by_key(|it| it.emergency.as_ref().map(|it| it.number));
        Ok(documents)
    }
}
