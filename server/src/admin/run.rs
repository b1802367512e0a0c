//! Does what the admin asked for.

use std::sync::Arc;

use centre_store::{CodeKind, NewCode, OpenHow, TenantRecord};
use domain::authority::{
    AddPerson, CloseUnit, Contact, FoundTenant, GivePosts, OpenUnit, PersonLeaves, Post, Role, SetAddress, SetContact,
    SetMask,
};
use domain::numbering::{Mask, MaskKind};
use domain::{Entity, EntityKind, Wish};
use host::{SystemClock, SystemRandomness};
use serde_json::{Value, json};
use sync_protocol::EnrolLine;
use values::{Code, CommandId, PersonId, Problem, Refusal, SeatId, TenantId, UnitId, fold};

use super::arguments::{Arguments, Command, Desk, Person, Tenant, Unit};
use super::{import, plan};
use crate::{Centre, Tls, http, tls};

/// Does it, and returns what to print: JSON, whose `text` is what a person reads.
pub fn run(arguments: &Arguments) -> Result<Value, Problem> {
    // A mistyped folder must not become a new, empty centre.
    let may_be_new = matches!(arguments.command, Command::Serve { .. } | Command::Tenant(Tenant::Add { .. }));
    if !may_be_new && !arguments.data.join("directory.sqlite").exists() {
        return Err(usage("there is no centre in this folder"));
    }
    let clock = Arc::new(SystemClock);
    let centre = Centre::open(&arguments.data, OpenHow::default(), clock, Box::new(SystemRandomness))?;
    match &arguments.command {
        Command::Serve { listen, names } => serve(centre, *listen, names),
        Command::Tenant(it) => tenant(&centre, it),
        Command::Unit(it) => unit(&centre, it),
        Command::Person(it) => person(&centre, it),
        Command::DeskCode { tenant, person, address, hours } => desk_code(&centre, tenant, person, address, *hours),
        Command::ResetCode { seat, hours } => reset_code(&centre, seat, *hours),
        Command::Desk(it) => desk(&centre, it),
        Command::Import { tenant, units, people, parties } => {
            let said = import::import(&centre, tenant, units.as_deref(), people.as_deref(), parties.as_deref())?;
            let text = format!("units {}, people {}, parties {}", said.units, said.people, said.parties);
            Ok(json!({ "text": text, "units": said.units, "people": said.people, "parties": said.parties }))
        }
        Command::Plan { tenant, file, starter } => {
            let (n_classes, left_out) = plan::import(&centre, tenant, file.as_deref(), starter.as_deref())?;
            let text = match left_out.as_slice() {
                [] => format!("classes {n_classes}"),
                marks => format!("classes {n_classes}; left out, as closed or of type files: {}", marks.join(", ")),
            };
            Ok(json!({ "text": text, "n_classes": n_classes, "left_out": left_out }))
        }
        Command::Check => check(&centre),
        Command::Copy { to } => copy(&centre, to),
    }
}

fn serve(centre: Centre, listen: std::net::SocketAddr, names: &[String]) -> Result<Value, Problem> {
    let broken = |why: std::io::Error| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
    let tls = Tls::load(&centre.folder, &tls::names_for(listen, names), centre.clock.as_ref())?;
    let listener = std::net::TcpListener::bind(listen).map_err(broken)?;
    listener.set_nonblocking(true).map_err(broken)?;
    centre.name_offices()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(broken)?;
    runtime.block_on(async {
        tracing::info!(address = %listen, "the centre serves");
        tokio::select! {
            ended = http::serve(Arc::new(centre), listener, &tls) => ended.map_err(broken),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })?;
    Ok(json!({ "text": "stopped" }))
}

fn tenant(centre: &Centre, what: &Tenant) -> Result<Value, Problem> {
    match what {
        Tenant::Add { tenant: slug, name, abbreviation, jid_prefix, mask } => {
            let is_slug = !slug.is_empty()
                && slug.len() <= 60
                && slug.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
            if !is_slug {
                return Err(usage("a tenant's name has small letters, digits and hyphens"));
            }
            let id = centre.with_randomness(|it| TenantId::new(it));
            let wish = FoundTenant {
                tenant: id,
                name: name.clone(),
                abbreviation: abbreviation.clone(),
                jid_prefix: jid_prefix.clone(),
                mask: mask.clone(),
            };
            check_before_founding(centre, slug, &wish)?;
            let known = centre.directory().find_tenant(slug)?;
            let is_half_made = match &known {
                Some(_) => centre.in_tenant(slug, |store| Ok(store.tenant()?.is_none()))?,
                None => false,
            };
            // A founding that was cut off after its first step goes on.
            if !is_half_made {
                centre.directory().add_tenant(&TenantRecord { slug: slug.clone(), id, name: name.clone() })?;
            }
            let id = known.map_or(id, |it| it.id);
            command(centre, slug, FoundTenant { tenant: id, ..wish }.into())?;
            centre.name_offices()?;
            Ok(json!({ "text": format!("{slug}: {name}"), "tenant": slug, "id": id }))
        }
        Tenant::Mask { tenant, mask, file_mask, sheet_mask } => {
            let (file_mask, sheet_mask) = (file_mask.clone(), sheet_mask.clone());
            command(centre, tenant, SetMask { mask: mask.clone(), file_mask, sheet_mask }.into())?;
            Ok(json!({ "text": format!("{tenant}: {mask}") }))
        }
        Tenant::Address { tenant, address } => {
            command(centre, tenant, SetAddress { address: address.clone() }.into())?;
            Ok(json!({ "text": format!("{tenant}: {address}") }))
        }
        Tenant::List => {
            let tenants = centre.directory().list_tenants()?;
            let text = tenants.iter().map(|it| format!("{}\t{}", it.slug, it.name)).collect::<Vec<_>>().join("\n");
            let rows: Vec<Value> = tenants.iter().map(|it| json!({ "tenant": it.slug, "name": it.name })).collect();
            Ok(json!({ "text": text, "tenants": rows }))
        }
    }
}

/// The directory's row is written first; what the rules would refuse must be known before.
///
/// Two offices with one prefix would issue JIDs that differ by chance alone; where one prefix begins another, a label of the one reads as
/// one of the other.
fn check_before_founding(centre: &Centre, slug: &str, wish: &FoundTenant) -> Result<(), Problem> {
    Mask::parse(&wish.mask)?.check(MaskKind::Document, &wish.abbreviation)?;
    if wish.abbreviation.trim().is_empty() {
        return Err(Refusal::new(Code::NameMissing).at("abbreviation").into());
    }
    let tenants = centre.directory().list_tenants()?;
    for it in tenants.iter().filter(|it| it.slug != slug) {
        let other = centre.in_tenant(&it.slug, |store| store.tenant())?;
        if other.is_some_and(|other| begin_alike(&other.jid_prefix, &wish.jid_prefix)) {
            let refusal = Refusal::new(Code::JidPrefixTaken).at("jid_prefix");
            return Err(refusal.with("prefix", &wish.jid_prefix).with("tenant", &it.slug).into());
        }
    }
    if domain::numbering::Jid::is_prefix(&wish.jid_prefix) {
        Ok(())
    } else {
        Err(usage("a JID prefix has 3 to 5 capitals or digits"))
    }
}

fn begin_alike(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn unit(centre: &Centre, what: &Unit) -> Result<Value, Problem> {
    match what {
        Unit::Add { tenant, code, name } => {
            let id = centre.with_randomness(|it| UnitId::new(it));
            command(centre, tenant, OpenUnit { unit: id, code: code.clone(), name: name.clone() }.into())?;
            Ok(json!({ "text": format!("{code}: {name}"), "id": id }))
        }
        Unit::Close { tenant, code } => {
            command(centre, tenant, CloseUnit { unit: find_unit(centre, tenant, code)? }.into())?;
            Ok(json!({ "text": format!("{code} is closed") }))
        }
    }
}

fn person(centre: &Centre, what: &Person) -> Result<Value, Problem> {
    match what {
        Person::Add { tenant, name, surname, unit, roles } => {
            let id = centre.with_randomness(|it| PersonId::new(it));
            let posts = posts(centre, tenant, unit, roles)?;
            command(
                centre,
                tenant,
                AddPerson { person: id, name: name.clone(), surname: surname.clone(), posts }.into(),
            )?;
            Ok(json!({ "text": format!("{surname} {name}\t{id}"), "id": id }))
        }
        Person::Role { tenant, person, unit, roles, leaves } => {
            let person = find_person(centre, tenant, person)?;
            let wish = match unit {
                _ if *leaves => PersonLeaves { person: person.id }.into(),
                Some(unit) => GivePosts { person: person.id, posts: posts(centre, tenant, unit, roles)? }.into(),
                None => return Err(usage("--unit is missing")),
            };
            command(centre, tenant, wish)?;
            Ok(
                json!({ "text": format!("{}: {}", person.list_name(), if *leaves { "left".into() } else { roles.join(", ") }) }),
            )
        }
        Person::Contact { tenant, person, function, phone, email } => {
            let person = find_person(centre, tenant, person)?;
            let contact = Contact {
                function: function.clone(),
                phone: phone.clone(),
                email: email.clone(),
                extra: Default::default(),
            };
            command(centre, tenant, SetContact { person: person.id, contact }.into())?;
            Ok(json!({ "text": format!("{}: {function}, {phone}, {email}", person.list_name()) }))
        }
        Person::List { tenant } => {
            let people = people(centre, tenant)?;
            let rows: Vec<Value> = people
                .iter()
                .map(|it| {
                    let roles: Vec<&str> = it.posts.iter().map(|it| it.role.name()).collect();
                    json!({ "id": it.id, "name": it.list_name(), "roles": roles, "has_left": it.has_left })
                })
                .collect();
            let text = people.iter().map(|it| format!("{}\t{}", it.id, it.list_name())).collect::<Vec<_>>().join("\n");
            Ok(json!({ "text": text, "people": rows }))
        }
    }
}

fn desk_code(centre: &Centre, tenant: &str, person: &str, address: &str, hours: u32) -> Result<Value, Problem> {
    let person = find_person(centre, tenant, person)?;
    let ca_key = Tls::load_ca_key(&centre.folder)?;
    let code = new_code(centre, CodeKind::Desk, tenant, person.id, None, hours)?;
    let line = EnrolLine::new(address, &ca_key, &code).to_string();
    if EnrolLine::read(&line).is_none() {
        return Err(usage("the address must be host:port"));
    }
    Ok(json!({ "text": line, "line": line, "person": person.list_name() }))
}

fn reset_code(centre: &Centre, seat: &str, hours: u32) -> Result<Value, Problem> {
    let seat = seat_id(seat)?;
    let record = centre.directory().find_seat(seat)?.ok_or_else(|| Refusal::new(Code::SeatUnknown))?;
    let code = new_code(centre, CodeKind::Reset, &record.tenant, record.person, Some(seat), hours)?;
    Ok(json!({ "text": code, "code": code }))
}

fn new_code(
    centre: &Centre,
    kind: CodeKind,
    tenant: &str,
    person: PersonId,
    seat: Option<SeatId>,
    hours: u32,
) -> Result<String, Problem> {
    let code = EnrolLine::code_from(centre.with_randomness(|it| it.sixteen()));
    // A code of zero hours is over before it is printed.
    let expires_at = centre.clock.now() + jiff::SignedDuration::from_secs(i64::from(hours) * 3600 - 1);
    let tenant = tenant.to_owned();
    centre.directory().add_code(&NewCode { code: code.clone(), kind, tenant, person, seat, expires_at })?;
    Ok(code)
}

fn desk(centre: &Centre, what: &Desk) -> Result<Value, Problem> {
    match what {
        Desk::List { tenant } => {
            let names: std::collections::BTreeMap<PersonId, String> =
                people(centre, tenant)?.into_iter().map(|it| (it.id, it.list_name())).collect();
            let seats = centre.directory().list_seats(tenant)?;
            let rows: Vec<Value> = seats
                .iter()
                .map(|it| {
                    json!({
                        "seat": it.seat, "person": names.get(&it.person), "device": it.device,
                        "enrolled_at": it.enrolled_at, "last_seen_at": it.last_seen_at, "revoked_at": it.revoked_at,
                        "is_copied": it.n_branches > 1, "clock_ahead_s": it.clock_ahead_s,
                        "is_clock_wrong": it.clock_ahead_s.abs() > 300,
                    })
                })
                .collect();
            let text: Vec<String> = seats
                .iter()
                .map(|it| {
                    let name = names.get(&it.person).map(String::as_str).unwrap_or_default();
                    let copied = if it.n_branches > 1 { "\tcopied" } else { "" };
                    let clock = if it.clock_ahead_s.abs() > 300 {
                        format!("\tclock {:+} s", it.clock_ahead_s)
                    } else {
                        String::new()
                    };
                    let revoked = if it.revoked_at.is_some() { "\trevoked" } else { "" };
                    let seen = it.last_seen_at.as_deref().unwrap_or("never seen");
                    format!("{}\t{name}\t{}\t{seen}{copied}{clock}{revoked}", it.seat, it.device)
                })
                .collect();
            Ok(json!({ "text": text.join("\n"), "desks": rows }))
        }
        Desk::Revoke { seat } => {
            centre.directory().revoke_seat(seat_id(seat)?, centre.clock.now())?;
            Ok(json!({ "text": "revoked" }))
        }
    }
}

fn check(centre: &Centre) -> Result<Value, Problem> {
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    let mut text = Vec::new();
    let tenants = centre.directory().list_tenants()?;
    for tenant in tenants {
        let (mut report, components) =
            centre.in_tenant(&tenant.slug, |store| Ok((store.check()?, store.list(EntityKind::Component)?)))?;
        for component in components {
            let Entity::Component(it) = component else { continue };
            let is_stored = it.state == domain::registry::FileState::Stored;
            if is_stored && !centre.files.is_whole(&tenant.slug, it.sha256)? {
                report.faults.push(format!("the file {} of component {} is missing or damaged", it.sha256, it.id));
            }
        }
        text.push(format!("{}: {} documents, numbers {:?}", tenant.slug, report.n_documents, report.last_numbers));
        faults.extend(report.faults.iter().map(|it| format!("{}: {it}", tenant.slug)));
        rows.push(json!({
            "tenant": tenant.slug, "n_documents": report.n_documents,
            "last_numbers": report.last_numbers, "faults": report.faults,
        }));
    }
    if !faults.is_empty() {
        return Err(Problem::Damaged(Refusal::new(Code::DatabaseDamaged).with("why", faults.join("; "))));
    }
    Ok(json!({ "text": text.join("\n"), "tenants": rows }))
}

fn copy(centre: &Centre, to: &std::path::Path) -> Result<Value, Problem> {
    let disk = |why: std::io::Error| Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why));
    std::fs::create_dir_all(to.join("tenants")).map_err(disk)?;
    if to.join("directory.sqlite").exists() {
        return Err(usage("the folder holds a copy already"));
    }
    // Entities first, files after: a file is never taken away, so every file an entity names is in the copy.
    let tenants = centre.directory().list_tenants()?;
    for tenant in tenants {
        let path = centre_store::tenant_file(to, &tenant.slug);
        centre.in_tenant(&tenant.slug, |store| store.copy_to(&path))?;
    }
    centre.directory().copy_to(&to.join("directory.sqlite"))?;
    let n_files = centre.files.copy_to(to)?;
    for name in ["ca.pem", "ca-key.pem"] {
        if centre.folder.join(name).exists() {
            std::fs::copy(centre.folder.join(name), to.join(name)).map_err(disk)?;
        }
    }
    Ok(json!({ "text": format!("copied, {n_files} files"), "n_files": n_files }))
}

fn command(centre: &Centre, tenant: &str, wish: Wish) -> Result<(), Problem> {
    let id = centre.with_randomness(|it| CommandId::new(it));
    centre.in_tenant(tenant, |store| store.command(wish, id, centre.clock.now()))?;
    Ok(())
}

fn posts(centre: &Centre, tenant: &str, unit: &str, roles: &[String]) -> Result<Vec<Post>, Problem> {
    let unit = find_unit(centre, tenant, unit)?;
    roles.iter().map(|it| it.parse().map(|role: Role| Post { role, unit }).map_err(usage)).collect()
}

fn find_unit(centre: &Centre, tenant: &str, code: &str) -> Result<UnitId, Problem> {
    let units = centre.in_tenant(tenant, |store| store.list(EntityKind::Unit))?;
    let open = units.into_iter().find_map(|it| match it {
        Entity::Unit(it) if it.code == code && it.is_open() => Some(it.id),
        _ => None,
    });
    open.ok_or_else(|| Refusal::new(Code::UnitUnknown).with("unit", code).into())
}

fn people(centre: &Centre, tenant: &str) -> Result<Vec<domain::authority::Person>, Problem> {
    let people = centre.in_tenant(tenant, |store| store.list(EntityKind::Person))?;
    Ok(people.into_iter().filter_map(|it| if let Entity::Person(it) = it { Some(*it) } else { None }).collect())
}

fn find_person(centre: &Centre, tenant: &str, named: &str) -> Result<domain::authority::Person, Problem> {
    let wanted = fold(named);
    let mut found: Vec<_> = people(centre, tenant)?
        .into_iter()
        .filter(|it| {
            let names = [it.surname.clone(), format!("{} {}", it.name, it.surname), it.list_name(), it.id.to_string()];
            names.iter().any(|name| fold(name) == wanted)
        })
        .collect();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Refusal::new(Code::NotFound).with("person", named).into()),
        _ => Err(usage("several people are called so: give the id")),
    }
}

fn seat_id(text: &str) -> Result<SeatId, Problem> {
    text.parse().map_err(|_| usage("a seat is named by its id"))
}

fn usage(why: impl ToString) -> Problem {
    Refusal::new(Code::UsageWrong).with("why", why.to_string()).into()
}
