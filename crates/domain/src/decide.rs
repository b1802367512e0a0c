//! The one door of the rules.

use std::cell::Cell;

use values::{Code, DocumentId, Instant, PersonId, Refusal, UnitId, local_date};

use crate::authority::{self, Hands, Person, Role};
use crate::case_file::CaseFileState;
use crate::registry::Document;
use crate::{
    Actor, Command, Decision, Entity, EntityKind, Standing, View, Wish, case_file, emergency, file_plan, name_register,
    quarantine, registry, scopes_of_entity,
};

/// Decides what `command` does to the state in `view`.
///
/// Rights first: the actor must hold the role the command is made in, and the role must allow the verb. Then
/// the verb's own file decides. Pure: the same three things in give the same out.
pub fn decide(command: &Command, actor: Actor, view: &dyn View, now: Instant) -> Decision {
    let it = Context { command, actor, now, in_place_of: Cell::new(None) };
    it.may(view)?;
    match &command.wish {
        Wish::RegisterReceived(wish) => registry::register::decide_received(wish, &it, view),
        Wish::RegisterOwn(wish) => registry::register::decide_own(wish, &it, view),
        Wish::CorrectDocument(wish) => registry::correct::decide(wish, &it, view),
        Wish::CancelDocument(wish) => registry::cancel::decide(wish, &it, view),
        Wish::AssignDocument(wish) => registry::assign::decide(wish, &it, view),
        Wish::AcceptDocument(wish) => registry::accept::decide(wish, &it, view),
        Wish::RefuseDocument(wish) => registry::refuse::decide(wish, &it, view),
        Wish::WithdrawDocument(wish) => registry::withdraw::decide(wish, &it, view),
        Wish::AttachFile(wish) => registry::attach::decide(wish, &it, view),
        Wish::NoteText(wish) => registry::note_text::decide(wish, &it, view),
        Wish::SettleDocument(wish) => registry::settle::decide(wish, &it, view),
        Wish::ReopenDocument(wish) => registry::settle::decide_reopen(wish, &it, view),
        Wish::ViewDocument(wish) => registry::view::decide(wish, &it, view),
        Wish::NoteReturned(wish) => registry::returned::decide(wish, &it, view),
        Wish::NoteSent(wish) => registry::sent::decide(wish, &it, view),
        Wish::DispatchDocument(wish) => registry::dispatch::decide(wish, &it, view),
        Wish::NoteDelivered(wish) => registry::dispatch::decide_delivered(wish, &it, view),
        Wish::FoundCaseFile(wish) => case_file::found::decide(wish, &it, view),
        Wish::InsertDocument(wish) => case_file::insert::decide(wish, &it, view),
        Wish::TakeOutDocument(wish) => case_file::take_out::decide(wish, &it, view),
        Wish::JoinCaseFiles(wish) => case_file::join::decide(wish, &it, view),
        Wish::PartCaseFiles(wish) => case_file::join::decide_part(wish, &it, view),
        Wish::MoveCaseFile(wish) => case_file::move_class::decide(wish, &it, view),
        Wish::AssignCaseFile(wish) => case_file::assign::decide(wish, &it, view),
        Wish::SettleCaseFile(wish) => case_file::settle::decide(wish, &it, view),
        Wish::CloseCaseFile(wish) => case_file::close::decide(wish, &it, view),
        Wish::ReopenCaseFile(wish) => case_file::reopen::decide(wish, &it, view),
        Wish::CorrectCaseFile(wish) => case_file::correct::decide(wish, &it, view),
        Wish::NoteEvent(wish) => case_file::event::decide(wish, &it, view),
        Wish::DeclareEmergency(wish) => emergency::declare::decide(wish, &it, view),
        Wish::EndEmergency(wish) => emergency::end::decide(wish, &it, view),
        Wish::ReregisterDocument(wish) => emergency::reregister::decide(wish, &it, view),
        Wish::ImportPlan(wish) => file_plan::import::decide(wish, view),
        Wish::StoreFile(wish) => registry::store_file::decide(wish, view),
        Wish::AddParty(wish) => name_register::add::decide(wish, &it, view),
        Wish::MergeParties(wish) => name_register::merge::decide(wish, view),
        Wish::KeepApart(wish) => name_register::keep_apart::decide(wish, view),
        Wish::DecideQuarantined(wish) => quarantine::decide(wish, view),
        Wish::FoundTenant(wish) => authority::found_tenant::decide(wish, view),
        Wish::NameOffices(wish) => authority::name_offices::decide(wish, view),
        Wish::SetAddress(wish) => authority::set_address::decide(wish, view),
        Wish::SetContact(wish) => authority::set_contact::decide(wish, view),
        Wish::NoteSeat(wish) => authority::note_seat::decide(wish, view),
        Wish::SetMask(wish) => authority::set_mask::decide(wish, view),
        Wish::OpenUnit(wish) => authority::open_unit::decide(wish, view),
        Wish::CloseUnit(wish) => authority::close_unit::decide(wish, view, now),
        Wish::AddPerson(wish) => authority::add_person::decide(wish, view),
        Wish::GivePosts(wish) => authority::give_posts::decide(wish, view),
        Wish::PersonLeaves(wish) => authority::person_leaves::decide(wish, view),
        Wish::SetSubstitute(wish) => authority::set_substitute::decide(wish, &it, view),
    }
}

/// Returns the roles a person may use for a wish, the likeliest first: of their own those that allow it, the one the verbs' own
/// conditions bind least before the others (they bind a case clerk alone, to what is hers), and after them those of the
/// people they stand in for.
pub fn roles_for(hands: &Hands, wish: &Wish) -> Vec<Role> {
    let by_freedom = [Role::FilingClerk, Role::Supervisor, Role::CaseClerk, Role::Admin];
    let allowing = || by_freedom.into_iter().filter(|role| allows(*role, wish));
    let own = allowing().filter(|role| hands.person.holds(*role));
    let lent = allowing().filter(|role| !hands.person.holds(*role) && hands.holds(*role));
    own.chain(lent).collect()
}

/// What every verb knows besides its own wish.
pub(crate) struct Context<'a> {
    pub(crate) command: &'a Command,
    pub(crate) actor: Actor,
    pub(crate) now: Instant,
    /// In whose place the person turned out to act; the history says so.
    in_place_of: Cell<Option<PersonId>>,
}

impl Context<'_> {
    /// Returns in whose place the person acts, as far as the rules have asked.
    pub(crate) fn in_place_of(&self) -> Option<PersonId> {
        self.in_place_of.get()
    }

    /// Returns whether what is with `person` is for whoever commands to do: it is with them, or with somebody they stand in
    /// for today.
    pub(crate) fn acts_for(&self, person: Option<PersonId>, view: &dyn View) -> bool {
        let (Some(me), Some(id)) = (self.actor.person, person) else { return false };
        if id == me {
            return true;
        }
        let today = local_date(self.now);
        let stands_in = view.person(id).found().is_some_and(|it| it.is_stood_in_by(me, today));
        if stands_in {
            self.in_place_of.set(Some(id));
        }
        stands_in
    }

    /// Returns whether whoever commands works in `unit`, or stands in for somebody who does. What a desk does not see is let
    /// pass.
    pub(crate) fn works_in(&self, unit: UnitId, view: &dyn View) -> bool {
        self.acts_as(view, |it| it.is_in(unit))
    }

    /// Returns whether something holds for whoever commands, or for somebody they stand in for today.
    pub(crate) fn acts_as(&self, view: &dyn View, holds: impl Fn(&Person) -> bool) -> bool {
        let Some(me) = self.actor.person.and_then(|it| view.person(it).found()) else { return true };
        if holds(&me) {
            return true;
        }
        let absent = self.hands(me, view).in_place_of.into_iter().find(holds).map(|it| it.id);
        if absent.is_some() {
            self.in_place_of.set(absent);
        }
        absent.is_some()
    }

    fn hands(&self, person: Person, view: &dyn View) -> Hands {
        let people = view.list(EntityKind::Person);
        let people = people.into_iter().filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None });
        Hands::of(person, people, local_date(self.now))
    }

    /// Whether only what is with this person, or registered by her, may be changed. What a supervisor let through is his
    /// business.
    pub(crate) fn is_bound_to_own(&self) -> bool {
        self.command.role == Role::CaseClerk && !self.actor.is_released
    }

    /// Returns the document a command is about.
    ///
    /// At the centre a document that is not in the person's scopes any more is out of reach, whatever the role: a
    /// supervisor decides about the command, and nothing of the document is told.
    pub(crate) fn document(&self, id: DocumentId, view: &dyn View) -> Result<Document, Refusal> {
        let document = view.load_document(id)?;
        self.refuse_out_of_reach(&Entity::from(document.clone()), view)?;
        Ok(document)
    }

    /// Returns a document that may still change: neither cancelled nor in a closed file (the standard, 3.4.6).
    pub(crate) fn open_document(&self, id: DocumentId, view: &dyn View) -> Result<Document, Refusal> {
        let document = self.document(id, view)?;
        document.refuse_if_cancelled()?;
        let file = document.case_file.as_ref().and_then(|it| view.case_file(it.id).found());
        match file.filter(|it| it.state == CaseFileState::Closed) {
            Some(file) => Err(Refusal::new(Code::CaseFileClosed).with("mark", file.name())),
            None => Ok(document),
        }
    }

    /// Refuses a case clerk who neither handles the document, nor registered it, nor keeps its file.
    pub(crate) fn refuse_unless_hers(&self, document: &Document, view: &dyn View) -> Result<(), Refusal> {
        let keeps = || {
            let file = document.case_file.as_ref().and_then(|it| view.case_file(it.id).found());
            file.is_some_and(|it| self.keeps(&it, view))
        };
        let is_hers =
            || self.acts_for(document.handling.person, view) || self.acts_for(document.registered_by, view) || keeps();
        if self.is_bound_to_own() && !is_hers() { Err(Refusal::new(Code::NotAssignedToYou)) } else { Ok(()) }
    }

    /// Refuses what lies in no scope of the person any more. Only the centre can say so.
    pub(crate) fn refuse_out_of_reach(&self, entity: &Entity, view: &dyn View) -> Result<(), Refusal> {
        let actor = self.actor.person.filter(|_| !self.actor.is_released && view.standing() == Standing::Final);
        if let Some(person) = actor.and_then(|it| view.person(it).found()) {
            let scopes = scopes_of_entity(entity, &|key| view.find(key).found());
            if scopes.is_disjoint(&person.scopes()) && scopes.is_disjoint(&self.hands(person, view).scopes()) {
                return Err(Refusal::new(Code::OutOfReach));
            }
        }
        Ok(())
    }

    /// Refuses a role that is not held and a wish that is not the role's.
    fn may(&self, view: &dyn View) -> Result<(), Refusal> {
        if self.actor.person.is_none() {
            // The centre and its admin at the shell; nobody reaches this over the network.
            return Ok(());
        }
        if matches!(self.command.wish, Wish::ViewDocument(_)) {
            // What was seen was seen, in whatever role.
            return Ok(());
        }
        let role = self.command.role;
        let not_enough = || Refusal::new(Code::RoleNotEnough).with("role", role.name());
        if self.actor.is_released {
            // A supervisor lends her own rights, and no others.
            return if allows(Role::Supervisor, &self.command.wish) { Ok(()) } else { Err(not_enough()) };
        }
        // Nobody administers in another's place.
        let is_own = |it: &Person| self.actor.person == Some(it.id);
        if !self.acts_as(view, |it| it.holds(role) && (is_own(it) || role != Role::Admin)) {
            return Err(Refusal::new(Code::RoleNotHeld).with("role", role.name()));
        }
        if allows(role, &self.command.wish) { Ok(()) } else { Err(not_enough()) }
    }
}

/// The table of roles and verbs (the national standard, 7.1). Finer conditions stand with the verb.
fn allows(role: Role, wish: &Wish) -> bool {
    use Role::{Admin, CaseClerk, FilingClerk, Supervisor};
    match wish {
        Wish::ViewDocument(_) => true,
        Wish::RegisterReceived(_)
        | Wish::CancelDocument(_)
        | Wish::MergeParties(_)
        | Wish::KeepApart(_)
        | Wish::ReregisterDocument(_) => {
            matches!(role, FilingClerk | Supervisor)
        }
        Wish::RegisterOwn(_)
        | Wish::CorrectDocument(_)
        | Wish::AssignDocument(_)
        | Wish::AttachFile(_)
        | Wish::NoteText(_)
        | Wish::AddParty(_)
        | Wish::AcceptDocument(_)
        | Wish::WithdrawDocument(_)
        | Wish::SettleDocument(_)
        | Wish::ReopenDocument(_)
        | Wish::FoundCaseFile(_)
        | Wish::InsertDocument(_)
        | Wish::TakeOutDocument(_)
        | Wish::JoinCaseFiles(_)
        | Wish::PartCaseFiles(_)
        | Wish::MoveCaseFile(_)
        | Wish::AssignCaseFile(_)
        | Wish::SettleCaseFile(_)
        | Wish::CloseCaseFile(_)
        | Wish::ReopenCaseFile(_)
        | Wish::CorrectCaseFile(_)
        | Wish::NoteEvent(_)
        | Wish::DispatchDocument(_)
        | Wish::NoteReturned(_)
        | Wish::NoteSent(_)
        | Wish::SetSubstitute(_)
        | Wish::RefuseDocument(_) => matches!(role, FilingClerk | CaseClerk | Supervisor),
        Wish::DecideQuarantined(_) | Wish::DeclareEmergency(_) | Wish::EndEmergency(_) => role == Supervisor,
        // Only the centre itself says that bytes, letters or devices have arrived, and only its shell founds a tenant.
        Wish::StoreFile(_)
        | Wish::NoteDelivered(_)
        | Wish::NameOffices(_)
        | Wish::NoteSeat(_)
        | Wish::FoundTenant(_) => false,
        Wish::SetMask(_)
        | Wish::SetAddress(_)
        | Wish::SetContact(_)
        | Wish::ImportPlan(_)
        | Wish::OpenUnit(_)
        | Wish::CloseUnit(_)
        | Wish::AddPerson(_)
        | Wish::GivePosts(_)
        | Wish::PersonLeaves(_) => role == Admin,
    }
}
