//! Answers a request whose caller is known.

use centre_store::CallerFacts;
use domain::authority::NoteSeat;
use domain::registry::{Component, FileState, MAX_FILE_BYTES, StoreFile};
use domain::{Entity, EntityKey, EntityKind, Wish};
use serde_bytes::ByteBuf;
use sync_protocol::{
    Download, DownloadReply, Enrol, Enrolled, FILE_CHUNK_BYTES, Forked, PublicKey, Pull, Push, Reply, Request, Reset,
    ResetReply, Upload, UploadReply, WaitReply,
};
use values::{Code, CommandId, ComponentId, Problem, Refusal, SeatId, Sha256};

use crate::{Caller, Centre};

/// The longest name of a device, and the largest wrapped key.
const MAX_DEVICE_CHARS: usize = 100;
const MAX_ESCROW_BYTES: usize = 1024;

impl Centre {
    /// Answers `request`. The caller is known for every request but the two that begin with a code.
    pub fn answer(&self, caller: Option<&Caller>, request: Request) -> Result<Reply, Problem> {
        let caller = match (caller, request) {
            (_, Request::Enrol(it)) => return self.enrol(it).map(Reply::Enrol),
            (_, Request::Reset(it)) => return self.reset(&it).map(Reply::Reset),
            (None, _) => return Err(Problem::refused(Code::SeatUnknown)),
            (Some(caller), request) => (caller, request),
        };
        let (caller, request) = caller;
        // A revoked seat may hand over what it has written, with the files of what was carried out, and nothing else. One
        // that was copied needs a branch for it first.
        let hands_over = matches!(request, Request::Push(_) | Request::Fork(_) | Request::Upload(_));
        if caller.seat.revoked_at.is_some() && !hands_over {
            return Err(Problem::refused(Code::SeatRevoked));
        }
        match request {
            Request::Push(it) => self.push(caller, &it),
            Request::Pull(it) => self.pull(caller, &it),
            Request::Wait(it) => {
                let now = self.clock.now();
                let has_news =
                    self.in_tenant(&caller.seat.tenant, |store| store.has_news(caller.seat.person, it.head, now))?;
                Ok(Reply::Wait(WaitReply { has_news }))
            }
            Request::Fork(it) => {
                let seat = self.directory().fork(caller.seat.seat, it.request)?;
                tracing::warn!(seat = %caller.seat.seat, branch = seat.branch, "a desk was copied or restored");
                Ok(Reply::Fork(Forked { seat }))
            }
            Request::Upload(it) => self.upload(caller, &it).map(Reply::Upload),
            Request::Download(it) => self.download(caller, &it).map(Reply::Download),
            Request::Enrol(_) | Request::Reset(_) => Err(Problem::refused(Code::RequestNotUnderstood)),
        }
    }

    fn enrol(&self, enrol: Enrol) -> Result<Enrolled, Problem> {
        let not_understood = || Problem::refused(Code::RequestNotUnderstood);
        PublicKey::from_bytes(&enrol.public_key).ok_or_else(not_understood)?;
        check_escrow(&enrol.escrow)?;
        let device: String = enrol.device.chars().filter(|it| !it.is_control()).take(MAX_DEVICE_CHARS).collect();
        let new_seat = self.with_randomness(|it| SeatId::new(it));
        let now = self.clock.now();
        let (record, seat) =
            self.directory().enrol(&enrol.code, &enrol.public_key, &device, &enrol.escrow, new_seat, now)?;
        // Whoever was cut off here enrols again with the same key, and the name is noted then.
        let note = NoteSeat { person: record.person, seat: seat.seat, device };
        let id = self.with_randomness(|it| CommandId::new(it));
        self.in_tenant(&record.tenant, |store| store.command(note.into(), id, now))?;
        let (tenant, person) = self
            .in_tenant(&record.tenant, |store| Ok((store.tenant()?, store.find(EntityKey::person(record.person))?)))?;
        let (Some(tenant), Some(Entity::Person(person))) = (tenant, person) else {
            return Err(Problem::Broken("a code for a person or tenant that is not there".to_owned()));
        };
        Ok(Enrolled {
            seat,
            tenant: tenant.id,
            tenant_name: tenant.name,
            person: person.id,
            person_name: person.list_name(),
            jid_prefix: tenant.jid_prefix,
        })
    }

    fn reset(&self, reset: &Reset) -> Result<ResetReply, Problem> {
        let escrow = self.directory().reset(reset.seat, &reset.code, self.clock.now())?;
        Ok(ResetReply { escrow: ByteBuf::from(escrow) })
    }

    fn push(&self, caller: &Caller, push: &Push) -> Result<Reply, Problem> {
        let facts = CallerFacts {
            person: caller.seat.person,
            seat: caller.seat.seat,
            branch: caller.branch,
            is_revoked: caller.seat.revoked_at.is_some(),
        };
        let reply = self.in_tenant(&caller.seat.tenant, |store| store.push(push, facts, self.clock.now()))?;
        self.note_released(&caller.seat.tenant, push)?;
        self.note_commit();
        Ok(Reply::Push(reply))
    }

    fn pull(&self, caller: &Caller, pull: &Pull) -> Result<Reply, Problem> {
        let now = self.clock.now();
        let ahead_s = pull.device_time.duration_since(now).as_secs();
        // Not at every pull: a write for each would cost more than the pull.
        let seen_at = caller.seat.last_seen_at.as_ref().and_then(|it| it.parse::<values::Instant>().ok());
        let is_stale = seen_at.is_none_or(|it| now.duration_since(it).as_secs() > 60);
        if is_stale || caller.seat.clock_ahead_s.abs_diff(ahead_s) > 60 {
            self.directory().note_seen(caller.seat.seat, now, ahead_s)?;
        }
        let n_branches = caller.seat.n_branches;
        let reply =
            self.in_tenant(&caller.seat.tenant, |store| store.pull(pull, caller.seat.person, n_branches, now))?;
        Ok(Reply::Pull(reply))
    }

    fn upload(&self, caller: &Caller, upload: &Upload) -> Result<UploadReply, Problem> {
        let tenant = &caller.seat.tenant;
        let file = self.announced(caller, upload.component)?;
        if file.state == Some(FileState::Stored) || self.files.has_arrived(tenant, upload.component) {
            self.note_stored(tenant, upload.component, file.state)?;
            return Ok(UploadReply { received: file.size_bytes, is_stored: true });
        }
        let end = upload.offset.saturating_add(upload.bytes.len() as u64);
        if end > file.size_bytes.min(MAX_FILE_BYTES) || upload.bytes.len() > FILE_CHUNK_BYTES {
            return Err(Problem::refused(Code::TooLarge));
        }
        let received = self.files.append(tenant, upload.component, upload.offset, &upload.bytes)?;
        if received < file.size_bytes {
            return Ok(UploadReply { received, is_stored: false });
        }
        self.files.finish(tenant, upload.component, file.sha256)?;
        self.note_stored(tenant, upload.component, file.state)?;
        Ok(UploadReply { received, is_stored: true })
    }

    /// Returns what was announced of a file. Only the desk that attached it brings its bytes: who knows a hash has no
    /// file by that. What waits for a supervisor is announced, too: the desk may be wiped before he decides.
    fn announced(&self, caller: &Caller, id: ComponentId) -> Result<Announced, Problem> {
        let (tenant, seat) = (&caller.seat.tenant, caller.seat.seat);
        let key = EntityKey { kind: EntityKind::Component, id: id.0 };
        let found = self.in_tenant(tenant, |store| match store.find(key)? {
            Some(Entity::Component(it)) if it.attached_on == Some(seat) => {
                Ok(Some(Announced { sha256: it.sha256, size_bytes: it.size_bytes, state: Some(it.state) }))
            }
            Some(_) => Ok(None),
            None => {
                let waiting = store.waiting_attachment(id, seat)?;
                Ok(waiting.map(|it| Announced { sha256: it.sha256, size_bytes: it.size_bytes, state: None }))
            }
        })?;
        found.ok_or_else(|| Problem::refused(Code::NotFound))
    }

    /// Says in the registry that the bytes of a component have arrived; one that waits for a supervisor is not there yet.
    fn note_stored(&self, tenant: &str, component: ComponentId, state: Option<FileState>) -> Result<(), Problem> {
        match state {
            None => return self.files.mark_arrived(tenant, component),
            Some(FileState::Stored) => return Ok(()),
            Some(FileState::Announced) => {}
        }
        let id = self.with_randomness(|it| CommandId::new(it));
        self.in_tenant(tenant, |store| store.command(StoreFile { component }.into(), id, self.clock.now()))?;
        self.note_commit();
        Ok(())
    }

    /// The bytes of an attachment that was let through have mostly arrived while it waited.
    fn note_released(&self, tenant: &str, push: &Push) -> Result<(), Problem> {
        for command in push.commands.iter().filter(|it| it.kind == "decide_quarantined") {
            let Ok(Wish::DecideQuarantined(it)) = Wish::from_bytes(&command.kind, command.version, &command.data)
            else {
                continue;
            };
            let released = self.in_tenant(tenant, |store| store.released_attachment(it.quarantined))?;
            if let Some(component) = released.filter(|it| it.state == FileState::Announced)
                && self.files.has_arrived(tenant, component.id)
            {
                self.note_stored(tenant, component.id, Some(component.state))?;
            }
        }
        Ok(())
    }

    fn download(&self, caller: &Caller, download: &Download) -> Result<DownloadReply, Problem> {
        let tenant = &caller.seat.tenant;
        let component = self.component(caller, download.component)?;
        if component.state != FileState::Stored {
            return Err(Problem::refused(Code::FileOnItsWay));
        }
        let bytes = self.files.read(tenant, component.sha256, download.offset, FILE_CHUNK_BYTES as u64)?;
        Ok(DownloadReply { bytes: ByteBuf::from(bytes) })
    }

    /// Returns a component the person may see.
    fn component(&self, caller: &Caller, id: ComponentId) -> Result<Component, Problem> {
        let key = EntityKey { kind: EntityKind::Component, id: id.0 };
        let now = self.clock.now();
        let found = self.in_tenant(&caller.seat.tenant, |store| store.find_visible(key, caller.seat.person, now))?;
        match found.map(|it| it.entity) {
            Some(Entity::Component(it)) => Ok(*it),
            _ => Err(Refusal::new(Code::NotFound).into()),
        }
    }
}

/// A file as it was announced; `state` is none while its command waits for a supervisor.
struct Announced {
    sha256: Sha256,
    size_bytes: u64,
    state: Option<FileState>,
}

fn check_escrow(escrow: &[u8]) -> Result<(), Problem> {
    if escrow.len() > MAX_ESCROW_BYTES { Err(Problem::refused(Code::TooLarge)) } else { Ok(()) }
}
