//! What only a command line says, in Czech and English; problems and words are the window's own.

use std::collections::BTreeMap;

use sentences::{Language, filled};
use values::{Instant, prague};

/// Name, Czech, English.
const OWN: &[(&str, &str, &str)] = &[
    ("enrolled", "{person}: pracoviště založeno, {tenant}.", "{person}: desk set up, {tenant}."),
    ("enrolled_partly", "Evidence se stáhne příkazem clerk sync.", "clerk sync will fetch the registry."),
    ("password_set", "Nové heslo platí.", "The new password counts."),
    (
        "synced",
        "odesláno {pushed}, přijato {pulled}, odmítnuto {refused}, střetů {conflicts}, čeká {pending}, \
         souborů tam {files_up}, souborů sem {files_down}",
        "pushed {pushed}, pulled {pulled}, refused {refused}, conflicts {conflicts}, pending {pending}, \
         files up {files_up}, files down {files_down}",
    ),
    (
        "checked",
        "V pořádku: dokumentů {documents}, řádků záznamu {lines}, souborů {files}, čeká {pending}.",
        "All is well: documents {documents}, log lines {lines}, files {files}, pending {pending}.",
    ),
    ("exported", "vyvezeno řádků {n}: {to}", "rows exported {n}: {to}"),
    ("found", "{shown} z {total}", "{shown} of {total}"),
    ("registered", "Zaevidováno", "Registered"),
    ("assigned", "přiděleno {n} z {total}", "assigned {n} of {total}"),
    ("accepted", "převzato {n} z {total}", "accepted {n} of {total}"),
    ("withdrawn", "vzato zpět {n} z {total}", "taken back {n} of {total}"),
    (
        "emergency",
        "{name}: {from} – {until}, dokumentů {n}, důvod: {reason}",
        "{name}: {from} – {until}, documents {n}, reason: {reason}",
    ),
    ("in_place_of", "v zastoupení: {person}", "in place of {person}"),
    ("substitute", "{person}: zástup {deputy}, {from} – {until}", "{person}: {deputy} stands in, {from} – {until}"),
    ("nothing_to_undo", "Není co vrátit.", "There is nothing to undo."),
    ("labels", "štítků {n}: {to}", "labels {n}: {to}"),
    (
        "plan_left_out",
        "; bez skupin uzavřených a pro typové spisy: {marks}",
        "; without classes that are closed or of type files: {marks}",
    ),
    ("plan", "spisový plán platí, věcných skupin {n}", "the filing plan is in force, classes {n}"),
    ("unmarked", "bez sp. zn.", "no mark"),
    ("file_print", "spis: {to}", "case file: {to}"),
    ("batch.open", "dávka se ještě skenuje", "the batch is still being scanned"),
    ("batch.ended", "dávka čeká na odbavení", "the batch waits to be released"),
    (
        "batch.parked",
        "dávka odbavena, zbytek čeká na své záznamy",
        "the batch is released, the rest waits for its letters",
    ),
    ("batch.released", "dávka odbavena", "the batch is released"),
    ("receipt", "potvrzení: {to}", "receipt: {to}"),
    ("register_book", "evidence, řádků {n}: {to}", "register, rows {n}: {to}"),
    ("file", "Soubor", "File"),
    ("place_here", "zde", "here"),
    ("unnumbered", "bez č. j.", "no number"),
    ("pending", "čeká na odeslání", "waits to be sent"),
];

/// Returns what only the command line says.
pub(crate) fn own(name: &str, args: &[(&str, &dyn ToString)], language: Language) -> String {
    let (_, cs, en) = OWN.iter().find(|it| it.0 == name).expect("every name used stands in the table");
    let args: BTreeMap<&str, String> = args.iter().map(|(name, it)| (*name, it.to_string())).collect();
    filled(if language == Language::Cs { cs } else { en }, |name| args.get(name).map(String::as_str))
}

/// Returns an instant as it is read in the office.
pub(crate) fn instant(at: Instant, language: Language) -> String {
    let format = if language == Language::Cs { "%-d. %-m. %Y %-H:%M" } else { "%Y-%m-%d %H:%M" };
    at.to_zoned(prague()).strftime(format).to_string()
}
