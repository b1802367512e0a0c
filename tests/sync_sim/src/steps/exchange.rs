//! Desks ask, the centre answers, and the network loses, doubles and delays both.

use sync_client::{Round, signer};
use sync_protocol::{Answer, Push, Reply, Request, decode};
use testkit::{read_reply, seal};
use values::{Code, DocumentId, Problem};

use crate::network::{Asked, Replied};
use crate::seat::Running;
use crate::{Violation, World};

/// A desk plays its rounds in the window and, at times, in a second process.
const MAX_ROUNDS: usize = 2;
/// Pages this small make a feed of many pages out of a small office.
const SMALL_PAGE_BYTES: u32 = 4096;

impl World {
    /// A desk asks the next thing of a round, or begins one.
    pub(crate) fn sync_step(&mut self, at: usize) -> Result<(), Violation> {
        let number = self.network.next_number();
        let free = self.desks[at].rounds.iter().position(|it| it.waits_for.is_none());
        let place = match free {
            Some(place) => place,
            None if self.desks[at].rounds.len() >= MAX_ROUNDS => return Ok(()),
            None => {
                self.desks[at].rounds.push(Running { number, round: Round::default(), waits_for: None });
                self.desks[at].rounds.len() - 1
            }
        };
        let seat = &mut self.desks[at];
        let running = &mut seat.rounds[place];
        let desk = seat.desk.as_ref().expect("open between two steps");
        let asked = running.round.next(desk).and_then(|it| Ok((it, signer(desk)?)));
        match asked {
            Ok((None, _)) => {
                seat.rounds.remove(place);
                self.note(format!("desk {at} ends a round"));
                Ok(())
            }
            Ok((Some(mut request), signer)) => {
                if let Request::Pull(it) = &mut request
                    && self.dice.percent(50)
                {
                    it.max_bytes = SMALL_PAGE_BYTES;
                }
                running.waits_for = Some(number);
                let round = running.number;
                self.note(format!("desk {at} asks {number} {}", request.name()));
                let sealed = seal(&request, Some(&signer));
                self.network.requests.push(Asked { exchange: number, desk: at, round, sealed });
                Ok(())
            }
            Err(problem) => self.survive_desk(at, &problem),
        }
    }

    /// A request reaches the centre, or does not, or does twice.
    pub(crate) fn deliver_request(&mut self) -> Result<(), Violation> {
        let place = self.dice.below(self.network.requests.len());
        let fate = self.dice.below(100);
        let Some(asked) = self.network.requests.get(place).cloned() else { return Ok(()) };
        if !(10..18).contains(&fate) {
            self.network.requests.remove(place);
        }
        if fate < 10 || self.desks[asked.desk].is_cut_off {
            self.note(format!("request {} is lost", asked.exchange));
            return Ok(());
        }
        self.serve(&asked)
    }

    /// The centre serves a request; it may die over it, or between its commit and its answer.
    pub(crate) fn serve(&mut self, asked: &Asked) -> Result<(), Violation> {
        let push = push_of(&asked.sealed.body);
        let bytes = asked.sealed.deliver(self.centre.as_ref().expect("open between two steps"));
        if self.disk.has_failed(&self.centre_path()) {
            if let Some(push) = &push {
                self.ledger.miss(push);
            }
            let stop = self.some_stop();
            self.note(format!("the centre died over {}: {stop:?}", asked.exchange));
            return self.restart_centre(stop);
        }
        let said = self.hear(asked.desk, push.as_ref(), &bytes)?;
        self.note(format!("the centre answers {}: {said}", asked.exchange));
        if self.dice.percent(2) {
            let stop = self.some_stop();
            self.note(format!("the centre died before {} left: {stop:?}", asked.exchange));
            return self.restart_centre(stop);
        }
        let (exchange, desk, round, name) = (asked.exchange, asked.desk, asked.round, asked.sealed.name);
        self.network.replies.push(Replied { exchange, desk, round, name, bytes });
        Ok(())
    }

    /// Notes what the centre says, and returns it in a word.
    pub(crate) fn hear(&mut self, at: usize, push: Option<&Push>, bytes: &[u8]) -> Result<String, Violation> {
        match read_reply(bytes) {
            Ok(Reply::Push(reply)) => {
                if let Some(push) = push {
                    self.ledger.hear(self.desks[at].seat, push, &reply)?;
                }
                let words: Vec<String> = reply.answers.iter().map(|(id, it)| format!("{} {id}", word(it))).collect();
                Ok(words.join(", "))
            }
            Ok(Reply::Pull(it)) => Ok(format!("{} scopes, head {}, {}", it.scopes.len(), it.head, it.is_at_head)),
            Ok(_) => Ok("yes".to_owned()),
            // Its disk is well here: nothing may ail it.
            Err(problem) if problem.code() == Code::CentreAiling => Err(Violation(format!("centre: {problem}"))),
            Err(problem) => Ok(problem.code().as_str().to_owned()),
        }
    }

    /// A reply reaches its desk, or does not, or does twice, or comes when nobody waits for it any more.
    pub(crate) fn deliver_reply(&mut self) -> Result<(), Violation> {
        let place = self.dice.below(self.network.replies.len());
        let fate = self.dice.below(100);
        let Some(reply) = self.network.replies.get(place).cloned() else { return Ok(()) };
        if !(8..16).contains(&fate) {
            self.network.replies.remove(place);
        }
        if fate < 8 || self.desks[reply.desk].is_cut_off {
            self.note(format!("reply {} is lost", reply.exchange));
            return Ok(());
        }
        self.take_reply(&reply)
    }

    /// The round that asked takes the reply; to a round that is over nothing comes.
    pub(crate) fn take_reply(&mut self, reply: &Replied) -> Result<(), Violation> {
        let at = reply.desk;
        let Some(place) = self.desks[at].rounds.iter().position(|it| it.number == reply.round) else {
            self.note(format!("reply {} finds nobody", reply.exchange));
            return Ok(());
        };
        let is_awaited = self.desks[at].rounds[place].waits_for == Some(reply.exchange);
        // What comes twice is passed over; answers to commands are taken whenever they come.
        if !is_awaited && self.desks[at].rounds[place].waits_for.is_some() && reply.name != "push" {
            return Ok(());
        }
        self.note(format!("desk {at} takes reply {}", reply.exchange));
        let shown = self.shown_before(at, reply)?;
        let seat = &mut self.desks[at];
        let desk = seat.desk.as_ref().expect("open between two steps");
        let running = &mut seat.rounds[place];
        if is_awaited {
            running.waits_for = None;
        }
        let taken = match read_reply(&reply.bytes) {
            Ok(it) => running.round.receive(desk, it),
            Err(_) if !is_awaited => Ok(()),
            Err(problem) => match running.round.refused(desk, problem) {
                Err(problem) if matches!(problem, Problem::Refused(_) | Problem::Unavailable(_)) => {
                    seat.rounds.remove(place);
                    self.note(format!("desk {at} breaks a round off: {}", problem.code().as_str()));
                    return Ok(());
                }
                other => other,
            },
        };
        match taken {
            Ok(()) => self.still_shown(at, &shown),
            Err(problem) => self.survive_desk(at, &problem),
        }
    }

    /// A desk stops waiting. What comes later comes too late.
    pub(crate) fn give_up(&mut self, at: usize) -> Result<(), Violation> {
        self.desks[at].rounds.retain(|it| it.waits_for.is_none());
        self.note(format!("desk {at} waits no longer"));
        Ok(())
    }

    /// Returns the documents a push reply says were registered, as the clerk sees them before it is taken.
    fn shown_before(&self, at: usize, reply: &Replied) -> Result<Vec<(DocumentId, String)>, Violation> {
        let Ok(Reply::Push(push)) = read_reply(&reply.bytes) else { return Ok(Vec::new()) };
        let head = self.desks[at].desk().read(|tx| tx.seen_head()).unwrap_or(u64::MAX);
        // What the feed has passed already is shown as it is confirmed, whoever changed it since.
        let is_to_come = |it: &Answer| matches!(it, Answer::Applied { change, .. } if *change > head);
        if !push.answers.iter().all(|(_, it)| is_to_come(it)) {
            return Ok(Vec::new());
        }
        let registered = self.desks[at].registered_by(|id| push.answers.iter().any(|(it, _)| *it == id));
        self.subjects(at, registered)
    }

    /// What was applied is seen without a break from the answer to the feed: nothing flickers.
    fn still_shown(&self, at: usize, before: &[(DocumentId, String)]) -> Result<(), Violation> {
        let now = self.subjects(at, before.iter().map(|it| it.0).collect())?;
        match before.iter().find(|it| !now.contains(it)) {
            None => Ok(()),
            Some((id, subject)) => Err(Violation(format!("desk {at}: {id} \"{subject}\" flickered"))),
        }
    }

    fn subjects(&self, at: usize, ids: Vec<DocumentId>) -> Result<Vec<(DocumentId, String)>, Violation> {
        let shown = self.desks[at].desk().read(|tx| {
            ids.into_iter()
                .filter_map(|id| tx.document(id).transpose().map(|it| Ok((id, it?.subject))))
                .collect::<store::Result<_>>()
        });
        match shown {
            Ok(it) => Ok(it),
            // The machine is dead already: its clerk sees nothing.
            Err(_) if self.disk.has_failed(&self.desks[at].path()) => Ok(Vec::new()),
            Err(fault) => Err(Violation(format!("desk {at}: {fault}"))),
        }
    }
}

/// Returns the commands of a push.
pub(crate) fn push_of(body: &[u8]) -> Option<Push> {
    match decode::<Request>(body) {
        Ok(Request::Push(it)) => Some(it),
        _ => None,
    }
}

fn word(answer: &Answer) -> String {
    match answer {
        Answer::Applied { change, .. } => format!("applied {change}"),
        Answer::Refused(it) => format!("refused {}", it.code.as_str()),
        Answer::Conflict(_) => "conflict".to_owned(),
        Answer::Quarantined(it) => format!("quarantined {}", it.as_str()),
        Answer::Forked => "forked".to_owned(),
        Answer::OutOfOrder { expected } => format!("out of order, {expected}"),
        Answer::Broken(it) => format!("broken {it}"),
    }
}
