//! An office at a centre: founded, with units and people, as the admin at the shell does it.

use centre_store::{CodeKind, NewCode, TenantRecord};
use domain::Wish;
use domain::authority::{AddPerson, FoundTenant, OpenUnit};
use jiff::SignedDuration;
use server::Centre;
use sync_protocol::EnrolLine;
use values::{Clock, CommandId, PersonId, Problem, Sha256, TenantId, UnitId};

pub use domain::authority::Post;

/// How long the codes of a test are good for.
const CODE_HOURS: i64 = 24;

/// Founds a tenant with the mask most offices use.
pub fn found(centre: &Centre, clock: &dyn Clock, slug: &str, jid_prefix: &str) -> Result<TenantId, Problem> {
    let id = centre.with_randomness(|it| TenantId::new(it));
    centre.directory().add_tenant(&TenantRecord { slug: slug.to_owned(), id, name: slug.to_owned() })?;
    let wish = FoundTenant {
        tenant: id,
        name: slug.to_owned(),
        abbreviation: jid_prefix.to_owned(),
        jid_prefix: jid_prefix.to_owned(),
        mask: "{abbr}/{seq:5}/{year}/{unit}".to_owned(),
    };
    tell(centre, clock, slug, wish)?;
    Ok(id)
}

/// Opens a unit.
pub fn open_unit(centre: &Centre, clock: &dyn Clock, slug: &str, code: &str) -> Result<UnitId, Problem> {
    let unit = centre.with_randomness(|it| UnitId::new(it));
    tell(centre, clock, slug, OpenUnit { unit, code: code.to_owned(), name: code.to_owned() })?;
    Ok(unit)
}

/// Adds a person with their posts.
pub fn add_person(
    centre: &Centre,
    clock: &dyn Clock,
    slug: &str,
    surname: &str,
    posts: Vec<Post>,
) -> Result<PersonId, Problem> {
    let person = centre.with_randomness(|it| PersonId::new(it));
    tell(centre, clock, slug, AddPerson { person, name: "Jana".to_owned(), surname: surname.to_owned(), posts })?;
    Ok(person)
}

/// Carries out a wish of the admin.
pub fn tell(centre: &Centre, clock: &dyn Clock, slug: &str, wish: impl Into<Wish>) -> Result<(), Problem> {
    let id = centre.with_randomness(|it| CommandId::new(it));
    centre.in_tenant(slug, |store| store.command(wish.into(), id, clock.now()))?;
    Ok(())
}

/// Returns the line a new desk of `person` is enrolled with.
pub fn desk_line(centre: &Centre, clock: &dyn Clock, slug: &str, person: PersonId) -> Result<EnrolLine, Problem> {
    let code = EnrolLine::code_from(centre.with_randomness(|it| it.sixteen()));
    let expires_at = clock.now() + SignedDuration::from_hours(CODE_HOURS);
    let tenant = slug.to_owned();
    let kept = NewCode { code: code.clone(), kind: CodeKind::Desk, tenant, person, seat: None, expires_at };
    centre.directory().add_code(&kept)?;
    Ok(EnrolLine::new("centre.test:8443", &Sha256::of(b"the CA of a test"), &code))
}
