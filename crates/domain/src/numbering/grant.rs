//! Grants a reference number. Only the centre does this, under the tenant's lock.

use serde::{Deserialize, Serialize};
use values::{Instant, Refusal, local_date};

use super::{Mask, MaskValues};
use crate::Extra;
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
    /// What a newer version wrote.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Writes a number in the tenant's mask; `values` says what was counted and whose the document is.
///
/// The year is the one `now` lies in, in Prague: that of registration. The delivery may lie in the old year.
pub fn grant(tenant: &Tenant, values: &MaskValues<'_>, now: Instant) -> Result<ReferenceNumber, Refusal> {
    let (year, sequence) = (local_date(now).year(), values.sequence);
    let mask = Mask::parse(&tenant.mask)?;
    let text = mask.render(&MaskValues { abbreviation: &tenant.abbreviation, year, ..values.clone() });
    Ok(ReferenceNumber { text, sequence, year, extra: Extra::new() })
}
