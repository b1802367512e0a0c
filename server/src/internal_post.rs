//! The post between offices of one centre: what one hands over is registered at the other, with its files, and each of the two
//! records points at the other.
//!
//! Every step may be cut off and run again: the document and its components have the same ids however often it is carried, and
//! it stays on its way until its sender's record says how it was registered there. No letter waits for another one, and no
//! office for another one's database.

use centre_store::TenantRecord;
use domain::authority::{NameOffices, Person, Role, Tenant};
use domain::name_register::{AddParty, Party, PartyKind};
use domain::numbering::Jid;
use domain::registry::{
    AttachFile, Component, DeliveryMethod, Dispatch, Document, Entry, FileState, NoteDelivered, NoteText,
    RegisterReceived, Source, StoreFile,
};
use domain::{Entity, EntityKey, EntityKind, Wish};
use values::{Code, CommandId, PartyId, PersonId, Problem, Refusal};

use crate::Centre;

impl Centre {
    /// Tells every office what the others are called; one whose database ails hears it another time.
    pub fn name_offices(&self) -> Result<(), Problem> {
        let tenants = self.directory().list_tenants()?;
        for it in &tenants {
            let others = tenants.iter().filter(|other| other.id != it.id).map(|it| (it.id, it.name.clone())).collect();
            let told = || match self.in_tenant(&it.slug, |store| store.tenant())? {
                Some(_) => self.tell(&it.slug, NameOffices { offices: others }.into()),
                None => Ok(()),
            };
            let told: Result<(), Problem> = told();
            if let Err(why) = told {
                tracing::error!(tenant = it.slug, %why, "an office does not hear what the others are called");
            }
        }
        Ok(())
    }

    /// Carries what the offices have handed over. What cannot be carried now is logged and left for the next time.
    pub fn carry(&self) -> Result<(), Problem> {
        // The directory is not held while its tenants are carried for: that asks it again.
        let tenants = self.directory().list_tenants()?;
        // Two carriers would write one file at once.
        let _one_at_a_time = self.carrying.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for from in &tenants {
            match self.in_tenant(&from.slug, |store| store.outgoing()) {
                Ok(documents) => documents.iter().for_each(|it| self.carry_document(from, &tenants, it)),
                Err(why) => tracing::warn!(tenant = from.slug, %why, "the post between offices waits"),
            }
        }
        Ok(())
    }

    fn carry_document(&self, from: &TenantRecord, tenants: &[TenantRecord], document: &Document) {
        for dispatch in document.dispatches.iter().filter(|it| it.delivered.is_none()) {
            let Some(to) = tenants.iter().find(|it| it.id == dispatch.to) else { continue };
            if let Err(why) = self.carry_one(&from.slug, &to.slug, document, dispatch) {
                tracing::warn!(from = from.slug, to = to.slug, dispatch = %dispatch.id, %why, "a letter waits");
            }
        }
    }

    fn carry_one(&self, from: &str, to: &str, document: &Document, dispatch: &Dispatch) -> Result<(), Problem> {
        let (sender, components) =
            self.in_tenant(from, |store| Ok((store.tenant()?, store.components(document.id)?)))?;
        let Some(sender) = sender else { return Ok(()) };
        let there = self.carried(to, document, dispatch, &sender)?;
        // The letter waits for its files: half of it is none. What was cancelled before it set out stays here.
        let is_whole = components.iter().all(|it| it.state == FileState::Stored);
        if there.is_none() && (!is_whole || document.is_cancelled()) {
            return Ok(());
        }
        let components: Vec<Component> =
            in_order(components.into_iter().filter(|it| it.state == FileState::Stored).collect());
        components.iter().try_for_each(|it| self.files.give(from, to, it.sha256))?;
        if there.is_none() {
            self.register_there(to, document, dispatch, &sender)?;
        }
        components.iter().try_for_each(|it| self.attach_there(to, dispatch, it))?;
        components.iter().try_for_each(|it| self.note_text_there(from, to, dispatch, it))?;
        let there = self.carried(to, document, dispatch, &sender)?;
        let there = there.ok_or_else(|| Problem::Broken("a letter that was carried is not there".to_owned()))?;
        let note = NoteDelivered {
            document: document.id,
            dispatch: dispatch.id,
            jid: there.jid.clone(),
            reference: there.number_text().unwrap_or_default().to_owned(),
        };
        self.tell(from, note.into())?;
        self.note_commit();
        Ok(())
    }

    /// Returns what the letter became there, once it has. A document of that id which came from elsewhere is another one: nothing of
    /// it is touched.
    fn carried(
        &self,
        to: &str,
        document: &Document,
        dispatch: &Dispatch,
        sender: &Tenant,
    ) -> Result<Option<Document>, Problem> {
        let found = self.in_tenant(to, |store| store.find(EntityKey::document(dispatch.document())))?;
        let Some(Entity::Document(it)) = found else { return Ok(None) };
        let is_it = it.source.as_ref().is_some_and(|it| it.office == sender.id && it.jid == document.jid);
        if is_it { Ok(Some(*it)) } else { Err(Refusal::new(Code::AlreadyExists).into()) }
    }

    fn register_there(
        &self,
        to: &str,
        document: &Document,
        dispatch: &Dispatch,
        sender: &Tenant,
    ) -> Result<(), Problem> {
        let party = PartyId(sender.id.0);
        let (is_known, prefix, people) = self.in_tenant(to, |store| {
            let people = store.list(EntityKind::Person)?.into_iter();
            let people = people.filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None });
            Ok((
                store.find(EntityKey::party(party))?.is_some(),
                store.tenant()?.map(|it| it.jid_prefix).unwrap_or_default(),
                people.collect::<Vec<Person>>(),
            ))
        })?;
        if !is_known {
            self.tell(to, AddParty { party: office_as_party(party, sender) }.into())?;
        }
        let id = dispatch.document();
        let entry = Entry {
            jid: Jid::relabelled(&prefix, id.0),
            subject: document.subject.clone(),
            addressee: None,
            sender: Some(party),
            sender_reference: document.number_text().unwrap_or(document.jid.as_str()).to_owned(),
            delivered_at: Some(self.clock.now()),
            delivery_method: DeliveryMethod::Internal,
            sheets: document.sheets,
            paper_attachments: document.paper_attachments,
            other_attachments: document.other_attachments.clone(),
            restricted: document.restricted,
            unit: None,
            person: receiver(document, &people),
            case_file: None,
            answers: None,
            copies: document.copies,
            unopened: document.unopened,
            envelope: document.envelope,
            emergency: None,
            source: Some(Source {
                office: sender.id,
                name: sender.name.clone(),
                jid: document.jid.clone(),
                extra: Default::default(),
            }),
        };
        self.tell(to, RegisterReceived { document: id, entry }.into())
    }

    fn attach_there(&self, to: &str, dispatch: &Dispatch, it: &Component) -> Result<(), Problem> {
        let component = dispatch.component(it.id);
        let key = EntityKey { kind: EntityKind::Component, id: component.0 };
        let found = self.in_tenant(to, |store| store.find(key))?;
        if found.is_none() {
            let attach = AttachFile {
                component,
                document: dispatch.document(),
                name: it.name.clone(),
                sha256: it.sha256,
                size_bytes: it.size_bytes,
                media_type: it.media_type.clone(),
                output_of: it.output_of.map(|it| dispatch.component(it)),
            };
            match self.tell(to, attach.into()) {
                // Cancelled or filed away there before its last file came: the letter is theirs, and has arrived.
                Err(Problem::Refused(why)) => tracing::warn!(to, dispatch = %dispatch.id, %why, "a file is left out"),
                other => return other.and_then(|()| self.tell(to, StoreFile { component }.into())),
            }
            return Ok(());
        }
        self.tell(to, StoreFile { component }.into())
    }

    /// What was recognised in a file finds it there, too.
    fn note_text_there(&self, from: &str, to: &str, dispatch: &Dispatch, it: &Component) -> Result<(), Problem> {
        let key = EntityKey { kind: EntityKind::RecognisedText, id: it.id.0 };
        let Some(Entity::RecognisedText(known)) = self.in_tenant(from, |store| store.find(key))? else { return Ok(()) };
        let note = NoteText {
            document: dispatch.document(),
            component: dispatch.component(it.id),
            text: known.text,
            confidence: known.confidence,
        };
        match self.tell(to, note.into()) {
            // Left out there, or filed away: the letter has arrived all the same.
            Err(Problem::Refused(why)) => {
                tracing::warn!(to, dispatch = %dispatch.id, code = why.code.as_str(), "a text is left out");
                Ok(())
            }
            other => other,
        }
    }

    fn tell(&self, slug: &str, wish: Wish) -> Result<(), Problem> {
        let id = self.with_randomness(|it| CommandId::new(it));
        self.in_tenant(slug, |store| store.command(wish, id, self.clock.now())).map(drop)
    }
}

/// Originals before what was made of them.
fn in_order(mut components: Vec<Component>) -> Vec<Component> {
    components.sort_by_key(|it| it.output_of.is_some());
    components
}

/// What is restricted is seen by supervisors there. Where nobody supervises, nobody would ever see it: one person of the filing
/// office gets it, and no other.
fn receiver(document: &Document, people: &[Person]) -> Option<PersonId> {
    let holds = |role| people.iter().find(move |it| it.holds(role));
    let is_seen = !document.restricted || holds(Role::Supervisor).is_some();
    holds(Role::FilingClerk).filter(|_| !is_seen).map(|it| it.id)
}

/// The office as a record of the other one's name register.
fn office_as_party(id: PartyId, office: &Tenant) -> Party {
    Party {
        id,
        kind: PartyKind::Legal,
        name: String::new(),
        surname: String::new(),
        company: office.name.clone(),
        company_number: None,
        data_box: String::new(),
        email: String::new(),
        address: office.address.clone(),
        merged_into: None,
        extra: Default::default(),
    }
}
