//! What the admin does at the centre: units, posts, people who leave and return, a desk's right to speak.

use domain::Wish;
use domain::authority::{
    CloseUnit, Contact, GivePosts, OpenUnit, PersonLeaves, Post, Role, SetAddress, SetContact, SetMask,
};
use testkit::tell;
use values::{Clock, Problem, UnitId, local_date};

use super::case_files;
use crate::{Violation, World};

impl World {
    /// The admin changes who does what, and where.
    pub(crate) fn admin(&mut self) -> Result<(), Violation> {
        let office = self.dice.below(self.offices.len());
        let choice = self.dice.below(14);
        let it = &self.offices[office];
        let unit = it.units[self.dice.below(it.units.len())];
        let (person, role) = it.people[self.dice.below(it.people.len())];
        let wish: Wish = match choice {
            0 | 1 => {
                let unit = self.centre().with_randomness(|it| UnitId::new(it));
                let code = format!("U{}", self.offices[office].units.len());
                self.offices[office].units.push(unit);
                OpenUnit { unit, code: code.clone(), name: code }.into()
            }
            2 => CloseUnit { unit }.into(),
            3 | 4 => {
                let role = [Role::FilingClerk, Role::CaseClerk, Role::Supervisor][self.dice.below(3)];
                GivePosts { person, posts: vec![Post { role, unit }] }.into()
            }
            5 => PersonLeaves { person }.into(),
            6 => {
                // Another plan: its classes take the place of those with the same marks.
                let valid_from = local_date(self.clock.now());
                self.centre().with_randomness(|it| case_files::plan(it, valid_from)).into()
            }
            7 => {
                let function = ["referentka", "vedoucí odboru", ""][self.dice.below(3)].to_owned();
                SetContact { person, contact: Contact { function, ..Contact::default() } }.into()
            }
            8 => SetAddress { address: format!("Mírové náměstí {}", self.dice.below(90)) }.into(),
            9 => {
                // The series goes on under another mask.
                let mask = ["{abbr}/{seq:5}/{year}", "{abbr}/{year}/{seq}", "{abbr} {seq}/{year}"][self.dice.below(3)];
                SetMask { mask: mask.to_owned(), file_mask: None, sheet_mask: None }.into()
            }
            // Most get back what they had, so that the office does not run empty.
            _ => GivePosts { person, posts: vec![Post { role, unit }] }.into(),
        };
        let (kind, slug) = (wish.kind(), self.offices[office].slug);
        let told = tell(self.centre(), self.clock.as_ref(), slug, wish);
        self.after_admin(&format!("{kind} in {slug}"), told)
    }

    /// A desk is stolen, or given up.
    pub(crate) fn revoke(&mut self, at: usize) -> Result<(), Violation> {
        let seat = self.desks[at].seat;
        let now = self.clock.now();
        let told = self.centre().directory().revoke_seat(seat, now).map_err(Problem::from);
        if told.is_ok() && !self.disk.has_failed(&self.centre_path()) {
            self.desks.iter_mut().filter(|it| it.seat == seat).for_each(|it| it.is_revoked = true);
        }
        self.after_admin(&format!("desk {at} is revoked"), told)
    }

    /// What the centre does by itself: the post between offices is carried.
    pub(crate) fn carry_post(&mut self) -> Result<(), Violation> {
        let carried = self.centre().carry();
        self.after_admin("the post is carried", carried)
    }

    fn after_admin(&mut self, what: &str, told: Result<(), Problem>) -> Result<(), Violation> {
        if self.disk.has_failed(&self.centre_path()) {
            let stop = self.some_stop();
            self.note(format!("the centre died over {what}: {stop:?}"));
            return self.restart_centre(stop);
        }
        match told {
            Ok(()) => self.note(what),
            Err(Problem::Refused(it)) => self.note(format!("{what}: {}", it.code.as_str())),
            Err(problem) => return Err(Violation(format!("{what}: {problem}"))),
        }
        Ok(())
    }

    pub(crate) fn centre(&self) -> &server::Centre {
        self.centre.as_ref().expect("a centre that stops is started again at once")
    }
}
