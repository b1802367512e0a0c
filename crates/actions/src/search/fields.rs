//! What can be asked of a document, by the names people type, and the values of fields that have few (the standard, 5.1.8).

use store::{CodeField, DayField, TextField};
use values::fold;

/// A field of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchField {
    /// Its name in English and in the words of the window.
    pub name: &'static str,
    /// The Czech one, without accents.
    pub czech: &'static str,
    /// What is written after it.
    pub kind: ValueKind,
}

/// What a field is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words.
    Text(TextField),
    /// A day, or two with `..` between them; a month as `11/2026`, a year as `2026`.
    Day(DayField),
    /// One of few.
    Code(CodeField),
    /// The mark of a unit.
    Unit,
    /// Words of a person's name.
    Person,
    /// The mark of a class; the classes beneath it count, too.
    Class,
    /// A retention rule: `S5`.
    Retention,
}

const fn field(name: &'static str, czech: &'static str, kind: ValueKind) -> SearchField {
    SearchField { name, czech, kind }
}

/// All of them, in the order they are offered.
pub const SEARCH_FIELDS: [SearchField; 24] = [
    field("subject", "vec", ValueKind::Text(TextField::Subject)),
    field("sender", "odesilatel", ValueKind::Text(TextField::Sender)),
    field("sender_reference", "znacka", ValueKind::Text(TextField::SenderReference)),
    field("reference", "cj", ValueKind::Text(TextField::Reference)),
    field("file_mark", "spzn", ValueKind::Text(TextField::FileMark)),
    field("jid", "jid", ValueKind::Text(TextField::Jid)),
    field("content", "obsah", ValueKind::Text(TextField::Content)),
    field("delivered", "doruceno", ValueKind::Day(DayField::Delivered)),
    field("captured", "zapsano", ValueKind::Day(DayField::Captured)),
    field("registered", "zaevidovano", ValueKind::Day(DayField::Registered)),
    field("due", "lhuta", ValueKind::Day(DayField::Due)),
    field("unit", "utvar", ValueKind::Unit),
    field("person", "zpracovatel", ValueKind::Person),
    field("class", "trida", ValueKind::Class),
    field("retention", "rezim", ValueKind::Retention),
    field("state", "stav", ValueKind::Code(CodeField::State)),
    field("origin", "puvod", ValueKind::Code(CodeField::Origin)),
    field("method", "zpusob", ValueKind::Code(CodeField::DeliveryMethod)),
    field("sent", "odeslano", ValueKind::Day(DayField::Sent)),
    field("sent_method", "zpusob_odeslani", ValueKind::Code(CodeField::SentMethod)),
    field("post_returned", "vratilo_se", ValueKind::Code(CodeField::PostReturned)),
    field("emergency", "nahradni", ValueKind::Code(CodeField::Emergency)),
    field("restricted", "omezeny", ValueKind::Code(CodeField::Restricted)),
    field("words", "slova", ValueKind::Text(TextField::Anywhere)),
];

/// Returns the field of this name, in either language.
pub(super) fn named(name: &str) -> Option<SearchField> {
    let name = fold(name);
    SEARCH_FIELDS.into_iter().find(|it| it.name == name || it.czech == name)
}

/// Returns the values of a field that has few: each by its name and by its Czech word without accents and spaces.
pub fn values_of(field: CodeField) -> &'static [(&'static str, &'static str)] {
    match field {
        CodeField::State => &[
            ("unassigned", "neprideleno"),
            ("assigned", "prideleno"),
            ("in_hand", "vyrizuje"),
            ("returned", "vraceno"),
            ("settled", "vyrizeno"),
            ("cancelled", "stornovano"),
        ],
        CodeField::Origin => &[("received", "doruceny"), ("own", "vlastni")],
        CodeField::DeliveryMethod => &[
            ("post", "posta"),
            ("in_person", "osobne"),
            ("data_box", "schranka"),
            ("email", "email"),
            ("medium", "nosic"),
            ("courier", "kuryr"),
            ("spoken", "ustne"),
            ("internal", "uvnitr"),
        ],
        CodeField::SentMethod => &[
            ("post", "posta"),
            ("in_person", "osobne"),
            ("public_notice", "vyhlaska"),
            ("courier", "kuryr"),
            ("email", "email"),
            ("data_box", "schranka"),
            ("internal", "uvnitr"),
        ],
        CodeField::Restricted | CodeField::PostReturned | CodeField::Emergency => &[("yes", "ano"), ("no", "ne")],
    }
}

#[cfg(test)]
mod tests {
    use domain::registry::{DeliveryMethod, HandlingState, Origin, SentWay};
    use serde::de::DeserializeOwned;

    use super::*;

    #[test]
    fn values_have_the_names_the_lines_are_written_with() {
        let read = |name: &str| serde_json::Value::from(name);
        fn is_one<T: DeserializeOwned>(it: serde_json::Value) -> bool {
            serde_json::from_value::<T>(it).is_ok()
        }
        let all = |field, is: &dyn Fn(&str) -> bool| values_of(field).iter().all(|it| is(it.0));
        assert!(all(CodeField::DeliveryMethod, &|it| is_one::<DeliveryMethod>(read(it))));
        // To another office of the centre it is handed over.
        assert!(all(CodeField::SentMethod, &|it| it == "internal" || is_one::<SentWay>(read(it))));
        assert!(all(CodeField::Origin, &|it| is_one::<Origin>(read(it))));
        // Settled and cancelled stand before where a document is on its way.
        assert!(all(CodeField::State, &|it| matches!(it, "settled" | "cancelled") || is_one::<HandlingState>(read(it))));
    }
}
