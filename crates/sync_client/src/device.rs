//! A device becomes a desk; a forgotten password is helped.

use std::path::Path;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use store::{DatabaseKey, Desk, DeskFolder, Header, Identity, OpenHow, open_escrow, seal_escrow};
use sync_protocol::{Enrol, EnrolLine, Reply, Reset, SecretKey};
use values::{Clock, Code, Problem, Randomness, Refusal};

use crate::Transport;

/// What a device brings along.
pub struct DeviceFacts {
    /// What it is called.
    pub name: String,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// How its databases are opened.
    pub how: OpenHow,
}

/// What must survive a crash between asking and the desk being there: the same key gets the same seat.
#[derive(Serialize, Deserialize)]
struct Wish {
    code: String,
    secret: Vec<u8>,
    escrow_secret: Vec<u8>,
    database_key: Vec<u8>,
}

/// Enrols `person`'s desk with the admin's line and returns it open. The first sync is the caller's.
///
/// May be cut off and repeated with the same line: the keys made first are kept beside until the desk is there.
pub fn enrol(
    device: &Path,
    line: &EnrolLine,
    password: &str,
    transport: &dyn Transport,
    facts: &DeviceFacts,
    mut randomness: Box<dyn Randomness>,
) -> Result<Desk, Problem> {
    check_password(password)?;
    let wish = load_wish(device, &line.code, randomness.as_mut())?;
    let secret = SecretKey::from_random(array(&wish.secret)?);
    let escrow_secret = array(&wish.escrow_secret)?;
    let key = DatabaseKey::from_bytes(array(&wish.database_key)?);
    let request = Enrol {
        code: line.code.clone(),
        public_key: ByteBuf::from(secret.public().to_bytes()),
        device: facts.name.clone(),
        escrow: ByteBuf::from(seal_escrow(&key, &escrow_secret, randomness.as_mut())),
    };
    let reply = transport.call(&request.into(), None).map_err(centre_is_needed);
    if let Err(Problem::Refused(it)) = &reply
        && matches!(it.code, Code::CodeNotValid | Code::CodeUsed | Code::CodeTooOld)
    {
        // Nothing will come of these keys.
        forget_wish(device)?;
    }
    let Reply::Enrol(enrolled) = reply? else {
        return Err(Problem::unavailable(Code::AnswerNotUnderstood));
    };
    let folder = DeskFolder::new(&device.join("seats").join(enrolled.seat.seat.to_string()));
    if folder.header().is_ok() {
        // Made when the keys were last brought here, and cut off before they were forgotten.
        forget_wish(device)?;
        return Err(Problem::refused(Code::DeskExists));
    }
    let header = Header {
        format: 1,
        seat: enrolled.seat.seat,
        tenant: enrolled.tenant,
        tenant_name: enrolled.tenant_name,
        person: enrolled.person,
        person_name: enrolled.person_name,
        address: line.address.clone(),
        pin: line.pin.clone(),
        wrapped_key: String::new(),
        salt: String::new(),
        escrow_secret: HEXLOWER.encode(&escrow_secret),
        n_wrong: 0,
        next_try_at: None,
    };
    let identity = Identity {
        seat: enrolled.seat.seat,
        branch: enrolled.seat.branch,
        part: enrolled.seat.part,
        tenant: enrolled.tenant,
        person: enrolled.person,
        jid_prefix: enrolled.jid_prefix,
        secret_key: wish.secret,
    };
    let (clock, how) = (facts.clock.clone(), facts.how.clone());
    let desk = Desk::create(folder, header, key, password, &identity, clock, randomness, how)?;
    forget_wish(device)?;
    Ok(desk)
}

/// Sets a new password with the admin's code; nothing in the database changes.
pub fn reset_password(
    folder: &DeskFolder,
    code: &str,
    password: &str,
    transport: &dyn Transport,
    randomness: &mut dyn Randomness,
) -> Result<(), Problem> {
    check_password(password)?;
    let header = folder.header()?;
    let code: String = code.chars().filter(|it| it.is_ascii_alphanumeric()).collect::<String>().to_ascii_uppercase();
    let Reply::Reset(reply) =
        transport.call(&Reset { seat: header.seat, code }.into(), None).map_err(centre_is_needed)?
    else {
        return Err(Problem::unavailable(Code::AnswerNotUnderstood));
    };
    let secret = HEXLOWER
        .decode(header.escrow_secret.as_bytes())
        .map_err(|why| Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", why)))?;
    let key = open_escrow(&reply.escrow, &secret)?;
    Ok(Desk::set_new_password(folder, &key, password, randomness)?)
}

/// A password is refused before a code is used up on it.
fn check_password(password: &str) -> Result<(), Problem> {
    Ok(store::check_password(password)?)
}

/// Without the centre a desk goes on, but none is set up and no password comes back.
fn centre_is_needed(problem: Problem) -> Problem {
    match problem.code() {
        Code::CentreUnreachable => Problem::unavailable(Code::CentreNeeded),
        _ => problem,
    }
}

fn forget_wish(device: &Path) -> Result<(), Problem> {
    match std::fs::remove_file(wish_path(device)) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(disk(why)),
        _ => Ok(()),
    }
}

fn load_wish(device: &Path, code: &str, randomness: &mut dyn Randomness) -> Result<Wish, Problem> {
    let path = wish_path(device);
    if let Ok(bytes) = std::fs::read(&path)
        && let Ok(wish) = serde_json::from_slice::<Wish>(&bytes)
        && wish.code == code
    {
        return Ok(wish);
    }
    let mut random = || {
        let mut bytes = vec![0; 32];
        randomness.fill(&mut bytes);
        bytes
    };
    let wish = Wish { code: code.to_owned(), secret: random(), escrow_secret: random(), database_key: random() };
    std::fs::create_dir_all(device).map_err(disk)?;
    let bytes = serde_json::to_vec(&wish).map_err(|why| Problem::Broken(why.to_string()))?;
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(disk)?;
    std::io::Write::write_all(&mut file, &bytes).and_then(|()| file.sync_all()).map_err(disk)?;
    Ok(wish)
}

fn wish_path(device: &Path) -> std::path::PathBuf {
    device.join("enrolment.json")
}

fn array(bytes: &[u8]) -> Result<[u8; 32], Problem> {
    bytes.try_into().map_err(|_| Problem::Broken("a key of another length".into()))
}

fn disk(why: std::io::Error) -> Problem {
    Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why))
}
