//! The post between offices of one centre: what one hands over is registered at the other, with its files, and each of the two
//! records points at the other.
//!
//! Every step may be cut off and run again: the document and its components have the same ids however often it is carried, and
//! it stays on its way until its sender's record says how it was registered there.

use domain::authority::{NameOffices, Role, Tenant};
use domain::name_register::{AddParty, Party, PartyKind};
use domain::numbering::Jid;
use domain::registry::{
    AttachFile, Component, DeliveryMethod, Dispatch, Document, Entry, FileState, NoteDelivered, RegisterReceived,
    Source, StoreFile,
};
use domain::{Entity, EntityKey, EntityKind, Wish};
use values::{CommandId, PartyId, Problem};

use crate::Centre;

impl Centre {
    /// Tells every office what the others are called.
    pub fn name_offices(&self) -> Result<(), Problem> {
        let tenants = self.directory().list_tenants()?;
        for it in &tenants {
            let others = tenants.iter().filter(|other| other.id != it.id).map(|it| (it.id, it.name.clone())).collect();
            let is_founded = self.in_tenant(&it.slug, |store| Ok(store.tenant()?.is_some()))?;
            if is_founded {
                self.tell(&it.slug, NameOffices { offices: others }.into())?;
            }
        }
        Ok(())
    }

    /// Carries what the offices have handed over; what cannot be carried now is left for the next time, and logged.
    pub fn carry_everything(&self) -> Result<(), Problem> {
        // The directory is not held while its tenants are carried for: that asks it again.
        let tenants = self.directory().list_tenants()?;
        tenants.iter().for_each(|it| self.carry(&it.slug));
        Ok(())
    }

    /// Carries what one office has handed over. The office's own request does not fail by it.
    pub(crate) fn carry(&self, slug: &str) {
        let carried = || {
            for document in self.in_tenant(slug, |store| store.outgoing())? {
                for dispatch in document.dispatches.iter().filter(|it| it.delivered.is_none()) {
                    self.carry_one(slug, &document, dispatch)?;
                }
            }
            Ok(())
        };
        let carried: Result<(), Problem> = carried();
        if let Err(why) = carried {
            tracing::warn!(tenant = slug, %why, "the post between offices waits");
        }
    }

    fn carry_one(&self, from: &str, document: &Document, dispatch: &Dispatch) -> Result<(), Problem> {
        let Some(to) = self.directory().list_tenants()?.into_iter().find(|it| it.id == dispatch.to) else {
            return Ok(());
        };
        let (sender, components) =
            self.in_tenant(from, |store| Ok((store.tenant()?, store.components(document.id)?)))?;
        let Some(sender) = sender else { return Ok(()) };
        if components.iter().any(|it| it.state != FileState::Stored) {
            // The letter waits for its files: half of it is none.
            return Ok(());
        }
        components.iter().try_for_each(|it| self.files.give(from, &to.slug, it.sha256))?;
        self.register_there(&to.slug, document, dispatch, &sender)?;
        components.iter().try_for_each(|it| self.attach_there(&to.slug, dispatch, it))?;
        let there = self.in_tenant(&to.slug, |store| store.find(EntityKey::document(dispatch.document())))?;
        let Some(Entity::Document(there)) = there else {
            return Err(Problem::Broken("a letter that was carried is not there".to_owned()));
        };
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

    fn register_there(
        &self,
        to: &str,
        document: &Document,
        dispatch: &Dispatch,
        sender: &Tenant,
    ) -> Result<(), Problem> {
        let id = dispatch.document();
        let party = PartyId(sender.id.0);
        let (is_there, is_known, prefix, has_supervisor) = self.in_tenant(to, |store| {
            let people = store.list(EntityKind::Person)?;
            let supervises = |it: &Entity| matches!(it, Entity::Person(it) if it.holds(Role::Supervisor));
            Ok((
                store.find(EntityKey::document(id))?.is_some(),
                store.find(EntityKey::party(party))?.is_some(),
                store.tenant()?.map(|it| it.jid_prefix).unwrap_or_default(),
                people.iter().any(supervises),
            ))
        })?;
        if is_there {
            return Ok(());
        }
        if !is_known {
            self.tell(to, AddParty { party: office_as_party(party, sender) }.into())?;
        }
        let entry = Entry {
            jid: Jid::relabelled(&prefix, id.0),
            subject: document.subject.clone(),
            sender: Some(party),
            sender_reference: document.number_text().unwrap_or(document.jid.as_str()).to_owned(),
            delivered_at: Some(self.clock.now()),
            delivery_method: DeliveryMethod::Internal,
            sheets: document.sheets,
            paper_attachments: document.paper_attachments,
            other_attachments: document.other_attachments.clone(),
            // Where nobody supervises, nobody would ever see it.
            restricted: document.restricted && has_supervisor,
            unit: None,
            person: None,
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
            self.tell(to, attach.into())?;
        }
        self.tell(to, StoreFile { component }.into())
    }

    fn tell(&self, slug: &str, wish: Wish) -> Result<(), Problem> {
        let id = self.with_randomness(|it| CommandId::new(it));
        self.in_tenant(slug, |store| store.command(wish, id, self.clock.now())).map(drop)
    }
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
        address: String::new(),
        merged_into: None,
        extra: Default::default(),
    }
}
