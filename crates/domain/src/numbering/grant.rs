//! Grants a reference number. Only the centre does this, under the tenant's lock.

use serde::{Deserialize, Serialize};
use values::{Instant, Refusal, local_date};

use super::{Mask, MaskValues};
use crate::authority::Tenant;

/// A reference number (číslo jednací) as it was granted; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceNumber {
    /// As it is written on paper.
    pub text: String,
    /// The number in the series.
    pub sequence: u64,
    /// The period of the series: the year of registration.
    pub year: i16,
}

/// Writes the number `sequence` of the year `now` lies in, in the tenant's mask.
///
/// The year is the one of registration in Prague; the delivery may lie in the old year.
pub fn grant(
    tenant: &Tenant,
    sequence: u64,
    unit: Option<&str>,
    surname: Option<&str>,
    now: Instant,
) -> Result<ReferenceNumber, Refusal> {
    let year = local_date(now).year();
    let mask = Mask::parse(&tenant.mask)?;
    let text = mask.render(&MaskValues { abbreviation: &tenant.abbreviation, sequence, year, unit, surname });
    Ok(ReferenceNumber { text, sequence, year })
}
