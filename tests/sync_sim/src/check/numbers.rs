//! The centre: its files are whole, numbers run from 1 without a gap in the order of registration.

use centre_files::CentreFiles;
use domain::registry::{Document, FileState};
use domain::{Entity, EntityKind, Wish};
use sync_protocol::Answer;
use values::Instant;

use crate::seat::registered;
use crate::{Tally, Violation, World};

impl World {
    pub(crate) fn check_numbers(&self, tally: &mut Tally) -> Result<(), Violation> {
        for office in &self.offices {
            let of_centre = |problem| Violation(format!("{}: {problem}", office.slug));
            let report = self.centre().in_tenant(office.slug, |it| it.check()).map_err(of_centre)?;
            if let Some(fault) = report.faults.first() {
                return Err(Violation(format!("{}: {fault}", office.slug)));
            }
            let mut documents = self.documents(office.slug)?;
            tally.n_documents += documents.len();
            self.check_dispatches(office.slug, &documents)?;
            if let Some(it) = documents.iter().find(|it| !self.ledger.tried.contains(&it.id)) {
                return Err(Violation(format!("{} is a document nobody registered", it.jid)));
            }
            // One registered straight into a collecting sheet has no number of the year's series at first.
            documents.retain(|it| first_number(it).is_some());
            documents.sort_by_key(first_number);
            if let Some(pair) = documents.windows(2).find(|it| numbered_at(&it[0]) > numbered_at(&it[1])) {
                return Err(Violation(format!("{} has a later number than {}", pair[0].jid, pair[1].jid)));
            }
            self.check_order(&documents)?;
        }
        Ok(())
    }

    /// Change numbers and reference numbers are taken under one lock, hence they agree.
    fn check_order(&self, documents: &[Document]) -> Result<(), Violation> {
        let mut last = 0;
        // What was registered again, or handed over by another office, got its number with another command.
        for document in documents.iter().filter(|it| it.emergency.is_none() && it.source.is_none()) {
            let promises = self.desks.iter().flat_map(|it| &it.promises);
            let command = promises.filter(|it| registered(&it.wish) == Some(document.id)).find_map(|it| {
                match self.ledger.answers.get(&it.command) {
                    Some(Answer::Applied { change, .. }) => Some(*change),
                    _ => None,
                }
            });
            if let Some(change) = command {
                if change <= last {
                    return Err(Violation(format!("{} has a number out of the order of changes", document.jid)));
                }
                last = change;
            }
        }
        Ok(())
    }

    /// What was handed to another office is registered there once, whole, and the two records point at each other.
    fn check_dispatches(&self, slug: &str, documents: &[Document]) -> Result<(), Violation> {
        for document in documents {
            let files = self.entities(slug, EntityKind::Component)?.into_iter();
            let mut files = files.filter_map(|it| if let Entity::Component(it) = it { Some(*it) } else { None });
            let is_whole = files.all(|it| it.document != document.id || it.state == FileState::Stored);
            for dispatch in document.dispatches.iter().filter(|it| is_whole || it.delivered.is_some()) {
                let broken = |why: &str| Violation(format!("{} handed over by {slug} {why}", document.jid));
                let mut others = self.offices.iter().filter(|it| it.slug != slug);
                let other = others.next().ok_or_else(|| broken("went nowhere"))?;
                let there = self.documents(other.slug)?;
                let there = there.iter().find(|it| it.id == dispatch.document());
                if there.is_none() && document.is_cancelled() {
                    // It had not set out yet.
                    continue;
                }
                let delivered = dispatch.delivered.as_ref().ok_or_else(|| broken("never arrived"))?;
                let there = there.ok_or_else(|| broken("is not there"))?;
                let is_linked = there.source.as_ref().is_some_and(|it| it.jid == document.jid);
                if !is_linked || there.jid != delivered.jid {
                    return Err(broken("points at another record"));
                }
            }
        }
        Ok(())
    }

    /// Every file the centre says it has is whole, and every announced one has come unless its desk could not.
    pub(crate) fn check_files(&self, tally: &mut Tally) -> Result<(), Violation> {
        let files = CentreFiles::open(&self.centre_folder()).map_err(|it| Violation(format!("files: {it}")))?;
        for office in &self.offices {
            for entity in self.entities(office.slug, EntityKind::Component)? {
                let Entity::Component(it) = entity else { continue };
                if it.state == FileState::Stored {
                    let is_whole = files.is_whole(office.slug, it.sha256);
                    if is_whole != Ok(true) {
                        return Err(Violation(format!("the file of component {} is not whole", it.id)));
                    }
                    tally.n_files += 1;
                    continue;
                }
                // A desk put back to a backup may not have the bytes.
                let mut desks = self.desks.iter().filter(|desk| Some(desk.seat) == it.attached_on);
                if !desks.any(|it| it.has_lost_time) {
                    let by = self
                        .desks
                        .iter()
                        .flat_map(|it| &it.promises)
                        .find(|promise| matches!(&promise.wish, Wish::AttachFile(wish) if wish.component == it.id));
                    let command = by.map(|it| it.command);
                    return Err(Violation(format!("the file of component {} ({command:?}) never arrived", it.id)));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn documents(&self, slug: &str) -> Result<Vec<Document>, Violation> {
        let entities = self.entities(slug, EntityKind::Document)?;
        Ok(entities.into_iter().filter_map(|it| if let Entity::Document(it) = it { Some(*it) } else { None }).collect())
    }

    pub(crate) fn entities(&self, slug: &str, kind: EntityKind) -> Result<Vec<Entity>, Violation> {
        let found = self.centre().in_tenant(slug, |it| it.list(kind));
        found.map_err(|problem| Violation(format!("{slug}: {problem}")))
    }
}

/// When it got that number: with its registering, or when it was registered again.
fn numbered_at(it: &Document) -> Option<Instant> {
    it.emergency.as_ref().and_then(|it| it.reregistered_at).or(it.registered_at)
}

/// The number of the year's series a document was registered under.
fn first_number(it: &Document) -> Option<(i16, u64)> {
    let first = it.earlier_references.first().or(it.reference.as_ref())?;
    first.order.is_none().then_some((first.year, first.sequence))
}
