//! Grants a reference number. Only the centre does this, under the tenant's lock.

use serde::{Deserialize, Serialize};
use values::{Instant, Refusal, local_date};

use super::{Mask, MaskValues};
use crate::Extra;
use crate::authority::Tenant;
use crate::case_file::FileMark;

/// A reference number (číslo jednací) as it was granted; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceNumber {
    /// As it is written on paper.
    pub text: String,
    /// The number in the series.
    pub sequence: u64,
    /// The period of the series: the year of registration.
    pub year: i16,
    /// The order in a collecting sheet; then the sequence is the sheet's. None for a number of the year's series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// When the centre granted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<Instant>,
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
    Ok(ReferenceNumber { text, sequence, year, order: None, granted_at: Some(now), extra: Extra::new() })
}

/// Writes a file's mark from the number of the document it is founded on, in the year of that number.
pub fn file_mark(tenant: &Tenant, values: &MaskValues<'_>, year: i16) -> Result<FileMark, Refusal> {
    let mask = Mask::parse(&tenant.file_mask)?;
    let text = mask.render(&MaskValues { abbreviation: &tenant.abbreviation, year, ..values.clone() });
    Ok(FileMark { text, sequence: values.sequence, year, extra: Extra::new() })
}

/// Writes the number of a document in a collecting sheet: the sheet's number and the order in it.
pub fn number_in_sheet(
    tenant: &Tenant,
    values: &MaskValues<'_>,
    sheet: &FileMark,
    order: u32,
    now: Instant,
) -> Result<ReferenceNumber, Refusal> {
    let mask = Mask::parse(&tenant.sheet_mask)?;
    let (sequence, year) = (sheet.sequence, sheet.year);
    let values =
        MaskValues { abbreviation: &tenant.abbreviation, year, sequence, order: Some(order), ..values.clone() };
    let text = mask.render(&values);
    Ok(ReferenceNumber { text, sequence, year, order: Some(order), granted_at: Some(now), extra: Extra::new() })
}
