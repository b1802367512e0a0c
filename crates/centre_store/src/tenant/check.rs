//! Checks a tenant's file: that it is whole, and that the invariants of the office hold in it.

use std::collections::{BTreeMap, BTreeSet};

use domain::case_file::CaseFileState;
use domain::emergency::{Afterwards, EmergencyRegister};
use domain::numbering::Jid;
use domain::{Entity, EntityKind, Scope, scopes_of_entity};
use sync_protocol::digest;

use super::TenantStore;
use super::apply::read_hash;
use super::view::{children_of, find_entity};
use crate::Result;
use crate::directory::read_id;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many documents there are.
    pub n_documents: u64,
    /// The last number granted, by year.
    pub last_numbers: BTreeMap<i16, u64>,
    /// What does not hold, in words.
    pub faults: Vec<String>,
}

impl TenantStore {
    /// Checks the file, the series, the JIDs, and every scope's count and hash.
    pub fn check(&self) -> Result<CheckReport> {
        let mut report = CheckReport::default();
        let whole: String = self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if whole != "ok" {
            report.faults.push(format!("the file is damaged: {whole}"));
        }
        self.check_numbers(&mut report)?;
        self.check_scopes(&mut report)?;
        Ok(report)
    }

    fn check_numbers(&self, report: &mut CheckReport) -> Result<()> {
        let mut by_year: BTreeMap<i16, BTreeSet<u64>> = BTreeMap::new();
        let registers = self.list(EntityKind::EmergencyRegister)?.into_iter();
        let registers =
            registers.filter_map(|it| if let Entity::EmergencyRegister(it) = it { Some(*it) } else { None });
        let is_reregistered =
            |it: &EmergencyRegister| it.end.as_ref().is_some_and(|it| it.afterwards == Afterwards::Reregister);
        let reregistered: BTreeSet<_> = registers.filter(is_reregistered).map(|it| it.id).collect();
        let (mut jids, mut texts, mut in_emergency) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for entity in self.list(EntityKind::Document)? {
            let Entity::Document(it) = entity else { continue };
            report.n_documents += 1;
            if !jids.insert(it.jid.clone()) {
                report.faults.push(format!("the JID {} is given twice", it.jid));
            }
            let is_closed = it.emergency.as_ref().is_some_and(|it| reregistered.contains(&it.register));
            if it.reference.is_none() && (it.emergency.is_none() || (is_closed && !it.is_cancelled())) {
                report.faults.push(format!("{} has no reference number", it.jid));
            }
            if let Some(place) = &it.emergency
                && !in_emergency.insert((place.register, place.number))
            {
                report.faults.push(format!("the number {} is given twice", place.text));
            }
            for number in it.earlier_references.iter().chain(&it.reference) {
                if !texts.insert(number.text.clone()) {
                    report.faults.push(format!("the number {} is written twice", number.text));
                }
            }
            for number in it.period_numbers() {
                if !by_year.entry(number.year).or_default().insert(number.sequence) {
                    report.faults.push(format!("the number {} is given twice", number.text));
                }
            }
        }
        self.check_case_files(&mut jids, report)?;
        let mut statement = self.db.prepare("SELECT year, last FROM series")?;
        let series = statement.query_map([], |row| Ok((row.get::<_, i16>(0)?, row.get::<_, u64>(1)?)))?;
        for row in series {
            let (year, last) = row?;
            report.last_numbers.insert(year, last);
            let given = by_year.remove(&year).unwrap_or_default();
            // Numbers are exactly 1..n.
            if given.len() as u64 != last || given.last().copied().unwrap_or(0) != last {
                report.faults.push(format!("the series of {year} has {} numbers but ends with {last}", given.len()));
            }
        }
        report.faults.extend(by_year.keys().map(|year| format!("there is no series of {year}")));
        Ok(())
    }

    /// Marks are there and not given twice; nothing open lies in what is closed (the standard, 3.4.2).
    fn check_case_files(&self, jids: &mut BTreeSet<Jid>, report: &mut CheckReport) -> Result<()> {
        let mut marks = BTreeSet::new();
        for entity in self.list(EntityKind::CaseFile)? {
            let Entity::CaseFile(file) = entity else { continue };
            if !jids.insert(file.jid.clone()) {
                report.faults.push(format!("the JID {} is given twice", file.jid));
            }
            match &file.mark {
                None => report.faults.push(format!("the case file {} has no mark", file.jid)),
                Some(it) if !marks.insert(it.text.clone()) => {
                    report.faults.push(format!("the mark {} is given twice", it.text));
                }
                Some(_) => {}
            }
            let mut orders = BTreeSet::new();
            for child in children_of(&self.db, file.id.0, Some(EntityKind::Document))? {
                let Entity::Document(it) = child else { continue };
                if file.state != CaseFileState::Open && it.settled.is_none() && !it.is_cancelled() {
                    report.faults.push(format!("{} is open in the file {} that is not", it.jid, file.name()));
                }
                if !it.case_file.is_some_and(|place| place.order <= file.last_order && orders.insert(place.order)) {
                    report.faults.push(format!("{} has no order of its own in {}", it.jid, file.name()));
                }
            }
        }
        Ok(())
    }

    fn check_scopes(&self, report: &mut CheckReport) -> Result<()> {
        let mut counted: BTreeMap<String, (u64, u128)> = BTreeMap::new();
        for kind in EntityKind::ALL {
            for entity in self.list(*kind)? {
                let key = entity.key();
                let hash = digest(key.kind.number(), key.id, &entity.to_bytes());
                for scope in scopes_of_entity(&entity, &|it| find_entity(&self.db, it).ok().flatten()) {
                    let sum = counted.entry(Scope::to_string(&scope)).or_default();
                    *sum = (sum.0 + 1, sum.1.wrapping_add(hash));
                }
            }
        }
        let mut statement = self.db.prepare("SELECT scope, n, hash FROM scope_head")?;
        let heads =
            statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?)))?;
        for row in heads {
            let (scope, n, hash) = row?;
            if counted.remove(&scope).unwrap_or_default() != (n, read_hash(&hash)?) {
                report.faults.push(format!("the count or hash of the scope {scope} does not hold"));
            }
        }
        report.faults.extend(counted.keys().map(|scope| format!("the scope {scope} has no head")));
        let sql = "SELECT r.id FROM scope_row AS r LEFT JOIN entity AS e ON e.kind = r.kind AND e.id = r.id
                   WHERE e.id IS NULL LIMIT 1";
        if self.db.prepare(sql)?.query_map([], |row| read_id(row, 0))?.next().is_some() {
            report.faults.push("a scope names an entity that is not there".to_owned());
        }
        Ok(())
    }
}
