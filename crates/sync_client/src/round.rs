//! One round of sync, without input and output of its own.

use std::collections::BTreeSet;

use domain::EntityKind;
use domain::registry::Component;
use serde_bytes::ByteBuf;
use store::{Desk, FileWriter, Staging};
use sync_protocol::{Download, FILE_CHUNK_BYTES, Fork, Pull, Push, Reply, Request, SecretKey, Upload};
use values::{Code, ComponentId, Problem, Refusal};

use crate::Signer;

/// The most commands and bytes of one push.
const MAX_COMMANDS: usize = 500;
const MAX_PUSH_BYTES: usize = 1024 * 1024;
/// About how large the first page of the feed is asked for. Each that came makes the next one twice as large: where the way is
/// good, few large pages are written faster than many small ones; where it breaks, little is lost.
const PAGE_BYTES: u32 = 256 * 1024;
/// The largest page asked for.
const MAX_PAGE_BYTES: u32 = 4 * 1024 * 1024;
/// How often the scopes may be loaded again in one round because their hashes do not hold.
const MAX_RELOADS: u32 = 2;

/// What a round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Commands answered.
    pub pushed: u64,
    /// Rows of the feed taken.
    pub pulled: u64,
    /// Files sent to their end.
    pub files_up: u64,
    /// Files fetched.
    pub files_down: u64,
    /// Rows that are still to come; counted down while the feed is read.
    pub rows_ahead: u64,
    /// The kinds of entity that changed.
    pub changed: BTreeSet<EntityKind>,
    /// Whether the outbox or "Needs you" changed.
    pub has_answers: bool,
}

impl Counts {
    /// Adds what a round after it did.
    pub fn add(&mut self, after: Self) {
        self.pushed += after.pushed;
        self.pulled += after.pulled;
        self.files_up += after.files_up;
        self.files_down += after.files_down;
        self.rows_ahead = after.rows_ahead;
        self.changed.extend(after.changed);
        self.has_answers |= after.has_answers;
    }
}

/// Where a round stands.
enum Phase {
    Push,
    Pull,
    Upload,
    Download,
    Done,
}

/// What was asked, to know what a reply belongs to.
enum Asked {
    Fork(uuid::Uuid),
    Push { branch: u32 },
    Pull(Staging),
    Upload(store::UploadJob),
    Download,
}

/// A round: push what waits, pull once to the head, send and fetch files.
pub struct Round {
    phase: Phase,
    asked: Option<Asked>,
    fetching: Option<(Component, FileWriter)>,
    n_reloads: u32,
    page_bytes: u32,
    /// Files that cannot be sent in this round; the others do not wait for them.
    passed_over: BTreeSet<ComponentId>,
    /// Those of them whose bytes cannot be read here: no round will send them.
    unreadable: BTreeSet<ComponentId>,
    /// Why nothing is pulled any more, once the seat was revoked; files are still handed over.
    revoked: Option<Problem>,
    /// What is the matter with one of them, or with one that was to be fetched.
    trouble: Option<Problem>,
    /// What it did so far.
    pub counts: Counts,
}

impl Default for Round {
    fn default() -> Self {
        Self {
            phase: Phase::Push,
            asked: None,
            fetching: None,
            n_reloads: 0,
            page_bytes: PAGE_BYTES,
            passed_over: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            revoked: None,
            trouble: None,
            counts: Counts::default(),
        }
    }
}

impl Round {
    /// Returns the next request, or `None` when the round is over.
    pub fn next(&mut self, desk: &Desk) -> Result<Option<Request>, Problem> {
        loop {
            let request = match self.phase {
                Phase::Push => self.next_push(desk)?,
                Phase::Pull => Some(self.next_pull(desk)?),
                Phase::Upload => self.next_upload(desk)?,
                Phase::Download => self.next_download(desk)?,
                Phase::Done => return Ok(None),
            };
            if request.is_some() {
                return Ok(request);
            }
            self.phase = match self.phase {
                Phase::Push => Phase::Pull,
                Phase::Pull => Phase::Upload,
                Phase::Upload if self.revoked.is_some() => Phase::Done,
                Phase::Upload => Phase::Download,
                Phase::Download | Phase::Done => Phase::Done,
            };
        }
    }

    /// Takes the reply to the last request.
    pub fn receive(&mut self, desk: &Desk, reply: Reply) -> Result<(), Problem> {
        match (self.asked.take(), reply) {
            (Some(Asked::Fork(request)), Reply::Fork(it)) => {
                self.counts.has_answers = true;
                Ok(desk.write(|tx| tx.take_fork(request, &it.seat))?)
            }
            (Some(Asked::Push { branch }), Reply::Push(it)) => {
                self.counts.pushed += it.answers.len() as u64;
                self.counts.has_answers = true;
                Ok(desk.write(|tx| tx.take_answers(branch, &it.answers))?)
            }
            (Some(Asked::Pull(staging)), Reply::Pull(it)) => self.take_page(desk, &staging, &it),
            (Some(Asked::Upload(job)), Reply::Upload(it)) => {
                self.counts.files_up += u64::from(it.is_stored);
                note_upload(desk, &job, it.received, it.is_stored)
            }
            (Some(Asked::Download), Reply::Download(it)) => self.take_bytes(desk, &it.bytes),
            // A late reply to something else: passed over.
            _ => Ok(()),
        }
    }

    /// Takes a refusal of the last request. Returns it when the round cannot go on.
    pub fn refused(&mut self, desk: &Desk, problem: Problem) -> Result<(), Problem> {
        match (self.asked.take(), &problem) {
            (Some(Asked::Pull(_)), Problem::Refused(it)) if it.code == Code::SeatRevoked => {
                self.phase = Phase::Upload;
                self.revoked = Some(problem);
                Ok(())
            }
            // One file that cannot be had or sent does not hold up the others.
            (Some(Asked::Download), Problem::Refused(it)) if it.code != Code::SeatRevoked => {
                if let Some((component, _)) = self.fetching.take() {
                    desk.write(|tx| tx.unwant_file(component.id))?;
                    self.trouble = Some(problem);
                }
                Ok(())
            }
            (Some(Asked::Upload(job)), Problem::Refused(it)) if it.code == Code::FileDamaged => {
                // It is sent from its beginning, in the next round.
                self.passed_over.insert(job.component);
                note_upload(desk, &job, 0, false)
            }
            (Some(Asked::Upload(job)), Problem::Refused(it)) if it.code == Code::NotFound => {
                // The command that announced it was not carried out after all.
                note_upload(desk, &job, 0, true)
            }
            _ => Err(problem),
        }
    }

    fn next_push(&mut self, desk: &Desk) -> Result<Option<Request>, Problem> {
        let (fork, commands) =
            desk.read(|tx| Ok((tx.fork_wanted()?, tx.commands_to_push(MAX_COMMANDS, MAX_PUSH_BYTES)?)))?;
        if let Some(request) = fork {
            self.asked = Some(Asked::Fork(request));
            return Ok(Some(Fork { request }.into()));
        }
        let Some(first) = commands.first() else { return Ok(None) };
        self.asked = Some(Asked::Push { branch: first.branch });
        Ok(Some(Push { commands }.into()))
    }

    fn next_pull(&mut self, desk: &Desk) -> Result<Request, Problem> {
        let staging = desk.read(|tx| tx.staging())?;
        let request = Pull { scopes: staging.cursors.clone(), max_bytes: self.page_bytes, device_time: desk.now() };
        self.asked = Some(Asked::Pull(staging));
        Ok(request.into())
    }

    fn take_page(&mut self, desk: &Desk, staging: &Staging, reply: &sync_protocol::PullReply) -> Result<(), Problem> {
        let n_rows = reply.page.rows().map_or(0, |it| it.len() as u64);
        let ahead_s = desk.now().duration_since(reply.centre_time).as_secs();
        let taken = desk.write(|tx| {
            let taken = tx.take_page(&staging.cursors, reply)?;
            if taken.is_shown {
                tx.note_exchange(ahead_s)?;
            }
            Ok(taken)
        })?;
        for sha256 in &taken.forgotten_files {
            desk.remove_file(sha256)?;
        }
        if taken.has_forgotten {
            desk.purge_words()?;
            desk.truncate_log()?;
        }
        self.page_bytes = self.page_bytes.saturating_mul(2).min(MAX_PAGE_BYTES);
        self.counts.pulled += n_rows;
        self.counts.rows_ahead = reply.rows_ahead;
        self.counts.changed.extend(taken.changed);
        if taken.is_shown {
            self.phase = Phase::Upload;
            if !taken.scopes_to_reload.is_empty() && self.n_reloads < MAX_RELOADS {
                self.n_reloads += 1;
                self.phase = Phase::Pull;
            }
        }
        Ok(())
    }

    fn next_upload(&mut self, desk: &Desk) -> Result<Option<Request>, Problem> {
        while let Some(job) = desk.read(|tx| tx.next_upload(&self.passed_over))? {
            let bytes = desk.open_file(&job.sha256).and_then(|mut it| it.read_at(job.sent_bytes, FILE_CHUNK_BYTES));
            match bytes {
                Ok(bytes) => {
                    let bytes = ByteBuf::from(bytes);
                    let request = Upload { component: job.component, offset: job.sent_bytes, bytes };
                    self.asked = Some(Asked::Upload(job));
                    return Ok(Some(request.into()));
                }
                Err(fault) => {
                    self.passed_over.insert(job.component);
                    self.unreadable.insert(job.component);
                    self.trouble = Some(fault.into());
                }
            }
        }
        Ok(None)
    }

    fn next_download(&mut self, desk: &Desk) -> Result<Option<Request>, Problem> {
        if self.fetching.is_none() {
            let Some(component) = desk.write(|tx| tx.wanted_file())? else { return Ok(None) };
            self.fetching = Some((component, desk.new_file()?));
        }
        let Some((component, writer)) = &self.fetching else { return Ok(None) };
        self.asked = Some(Asked::Download);
        Ok(Some(Download { component: component.id, offset: writer.size_bytes() }.into()))
    }

    fn take_bytes(&mut self, desk: &Desk, bytes: &[u8]) -> Result<(), Problem> {
        let Some((component, mut writer)) = self.fetching.take() else { return Ok(()) };
        writer.write(bytes)?;
        if writer.size_bytes() < component.size_bytes && !bytes.is_empty() {
            self.fetching = Some((component, writer));
            return Ok(());
        }
        if writer.sha256() != component.sha256 {
            desk.write(|tx| tx.unwant_file(component.id))?;
            let damaged = Refusal::new(Code::FileDamaged).with("sha256", component.sha256);
            self.trouble = Some(Problem::Damaged(damaged));
            return Ok(());
        }
        let stored = desk.finish_file(writer, &component.name)?;
        desk.write(|tx| {
            tx.hold_file(&stored.sha256, stored.size_bytes)?;
            tx.unwant_file(component.id)
        })?;
        self.counts.files_down += 1;
        self.counts.changed.insert(EntityKind::Component);
        Ok(())
    }
}

/// Notes what the centre has of a file, and removes one that was kept here only to be sent.
fn note_upload(desk: &Desk, job: &store::UploadJob, received: u64, is_stored: bool) -> Result<(), Problem> {
    match desk.write(|tx| tx.note_upload(job.component, received, is_stored))? {
        Some(sha256) => Ok(desk.remove_file(&sha256)?),
        None => Ok(()),
    }
}

/// Returns who signs the desk's requests.
pub fn signer(desk: &Desk) -> Result<Signer, Problem> {
    let identity = desk.read(|tx| tx.identity())?;
    let secret =
        identity.secret_key.as_slice().try_into().map_err(|_| Problem::Broken("a key of another length".into()))?;
    Ok(Signer { seat: identity.seat, branch: identity.branch, secret: SecretKey::from_random(secret) })
}

impl Round {
    /// Plays a round to its end over `transport`.
    ///
    /// `watch` is told after every reply how far it is. What was done before a failure stays done. A revoked seat gets
    /// its `seat_revoked` only when it has handed over everything it can.
    pub fn play(
        &mut self,
        desk: &Desk,
        transport: &dyn crate::Transport,
        watch: &mut dyn FnMut(&Counts),
    ) -> Result<(), Problem> {
        while let Some(request) = self.next(desk)? {
            // The branch may change within a round.
            let signer = signer(desk)?;
            match transport.call(&request, Some(&signer)) {
                Ok(reply) => self.receive(desk, reply)?,
                Err(problem) => self.refused(desk, problem)?,
            }
            watch(&self.counts);
        }
        if let Some(problem) = self.revoked.take() {
            let is_left = desk.read(|tx| tx.next_upload(&self.unreadable))?.is_some();
            return Err(if is_left { Problem::unavailable(Code::CentreAiling) } else { problem });
        }
        match self.trouble.take() {
            Some(problem) => Err(problem),
            None => Ok(()),
        }
    }
}
