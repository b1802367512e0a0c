//! Letters in the shape of real Czech post, from a seed: names with their weights, subjects of a town office, ten years.

use centre_store::TenantStore;
use domain::name_register::{AddParty, Party, PartyKind};
use domain::numbering::{Jid, SeatPart};
use domain::registry::{DeliveryMethod, Entry, RegisterReceived};
use domain::{Entity, EntityKind, Wish};
use jiff::SignedDuration;
use values::{CommandId, DocumentId, Instant, PartyId, PersonId, UnitId, id_in_time};

use crate::{Dice, SeededRandomness};

const SURNAMES: [&str; 40] = [
    "Novák",
    "Nováková",
    "Svoboda",
    "Svobodová",
    "Novotný",
    "Novotná",
    "Dvořák",
    "Dvořáková",
    "Černý",
    "Černá",
    "Procházka",
    "Procházková",
    "Kučera",
    "Kučerová",
    "Veselý",
    "Veselá",
    "Krejčí",
    "Horák",
    "Horáková",
    "Němec",
    "Němcová",
    "Pokorný",
    "Pokorná",
    "Marek",
    "Marková",
    "Pospíšil",
    "Pospíšilová",
    "Hájek",
    "Hájková",
    "Jelínek",
    "Jelínková",
    "Král",
    "Králová",
    "Růžička",
    "Růžičková",
    "Beneš",
    "Benešová",
    "Fiala",
    "Fialová",
    "Šťastná",
];
const NAMES: [&str; 24] = [
    "Jan",
    "Jana",
    "Petr",
    "Marie",
    "Josef",
    "Eva",
    "Pavel",
    "Anna",
    "Martin",
    "Hana",
    "Tomáš",
    "Věra",
    "Jaroslav",
    "Lenka",
    "Miroslav",
    "Kateřina",
    "Zdeněk",
    "Alena",
    "Václav",
    "Lucie",
    "Michal",
    "Petra",
    "František",
    "Jaroslava",
];
const COMPANIES: [&str; 16] = [
    "ČEZ Distribuce, a. s.",
    "Lesy České republiky, s. p.",
    "Povodí Odry, státní podnik",
    "Správa silnic, p. o.",
    "Stavby Opava, s. r. o.",
    "Okresní soud v Opavě",
    "Finanční úřad pro kraj",
    "Technické služby, s. r. o.",
    "Vodovody a kanalizace, a. s.",
    "Česká pošta, s. p.",
    "Myslivecký spolek Háj",
    "Tělovýchovná jednota Sokol",
    "Bytové družstvo Rovniny",
    "Advokátní kancelář Malý",
    "Krajská hygienická stanice",
    "Zahradnictví Lípa, s. r. o.",
];
const MATTERS: [&str; 24] = [
    "Žádost o povolení kácení dřeviny",
    "Žádost o stavební povolení",
    "Oznámení o záboru veřejného prostranství",
    "Stížnost na hluk",
    "Žádost o dotaci na činnost spolku",
    "Odvolání proti rozhodnutí",
    "Přihlášení k poplatku za komunální odpad",
    "Žádost o informace podle zákona",
    "Ohlášení stavby oplocení",
    "Vyjádření k projektové dokumentaci",
    "Žádost o pronájem pozemku",
    "Faktura za dodávku elektřiny",
    "Žádost o přidělení bytu",
    "Oznámení změny trvalého pobytu",
    "Rozhodnutí soudu o svéprávnosti",
    "Žádost o zvláštní užívání komunikace",
    "Reklamace opravy chodníku",
    "Návrh smlouvy o dílo",
    "Zápis z jednání školské rady",
    "Žádost o osvobození od poplatku",
    "Podnět k opravě veřejného osvětlení",
    "Závazné stanovisko k odvodu z půdy",
    "Žádost o výpis z evidence",
    "Oznámení o konání shromáždění",
];
const STREETS: [&str; 20] = [
    "Opavská",
    "Ostravská",
    "Mírové náměstí",
    "Zahradní",
    "Školní",
    "Nádražní",
    "Hrnčířská",
    "Písečná",
    "Rovniny",
    "Dukelská",
    "Cihelní",
    "Na Valech",
    "Jarní",
    "Okružní",
    "Úzká",
    "Lesní",
    "Bochenkova",
    "Celní",
    "Čs. armády",
    "U Stadionu",
];

/// The senders of a year's hundred thousand letters.
const N_PARTIES: usize = 20_000;
const YEARS: i64 = 10;
/// How many commands go into one transaction of the centre.
const TOGETHER: usize = 400;

/// Registers `n` letters of ten years at an office that has units and people, with the name register they need.
///
/// # Panics
/// When the rules refuse one of them.
pub fn fill_office(store: &mut TenantStore, jid_prefix: &str, n: usize, until: Instant) {
    let units = store.list(EntityKind::Unit).expect("units").into_iter();
    let units = units.filter_map(|it| if let Entity::Unit(it) = it { Some(it.id) } else { None }).collect();
    let people = store.list(EntityKind::Person).expect("people").into_iter();
    let people = people.filter_map(|it| if let Entity::Person(it) = it { Some(it.id) } else { None }).collect();
    let mut letters = Letters::new(jid_prefix, units, people);
    let mut ids = SeededRandomness::new(1, "commands");
    let n_parties = N_PARTIES.min(n / 5 + 1);
    let mut batch = |store: &mut TenantStore, wishes: Vec<Wish>, at: Instant| {
        let named = wishes.into_iter().map(|it| (CommandId(id_in_time(at, &mut ids)), it)).collect();
        store.commands(named, at).expect("the rules take it");
    };
    for at in (0..n_parties).step_by(TOGETHER) {
        let wishes = (at..n_parties.min(at + TOGETHER)).map(|_| letters.party(until).into()).collect();
        batch(store, wishes, until);
    }
    for from in (0..n).step_by(TOGETHER) {
        let some: Vec<_> = (from..n.min(from + TOGETHER)).map(|it| letters.letter(it, n, until)).collect();
        let at = some.last().map_or(until, |it| it.1);
        batch(store, some.into_iter().map(|it| it.0.into()).collect(), at);
    }
}

/// Makes the letters of an office.
struct Letters<'a> {
    jid_prefix: &'a str,
    dice: Dice,
    randomness: SeededRandomness,
    parties: Vec<PartyId>,
    units: Vec<UnitId>,
    people: Vec<PersonId>,
}

impl<'a> Letters<'a> {
    fn new(jid_prefix: &'a str, units: Vec<UnitId>, people: Vec<PersonId>) -> Self {
        let randomness = SeededRandomness::new(1, "letters");
        Self { jid_prefix, dice: Dice::new(1, "letters"), randomness, parties: Vec::new(), units, people }
    }

    /// Makes a record of the name register: three people to one company.
    fn party(&mut self, at: Instant) -> AddParty {
        let id = PartyId(id_in_time(at, &mut self.randomness));
        self.parties.push(id);
        let is_company = self.dice.percent(25);
        let street = STREETS[self.dice.below(STREETS.len())];
        let text = |it: &str| it.to_owned();
        let party = Party {
            id,
            kind: if is_company { PartyKind::Legal } else { PartyKind::Natural },
            name: if is_company { String::new() } else { text(NAMES[self.dice.below(NAMES.len())]) },
            surname: if is_company { String::new() } else { text(SURNAMES[self.falling(SURNAMES.len())]) },
            company: if is_company {
                format!("{} {}", COMPANIES[self.dice.below(COMPANIES.len())], self.dice.below(900))
            } else {
                String::new()
            },
            company_number: None,
            data_box: String::new(),
            email: String::new(),
            address: format!("{street} {}, 748 01 Hlučín", 1 + self.dice.below(400)),
            merged_into: None,
            extra: Default::default(),
        };
        AddParty { party }
    }

    /// Makes the `nth` of `n` letters, and says when it was registered.
    fn letter(&mut self, nth: usize, n: usize, until: Instant) -> (RegisterReceived, Instant) {
        let ago = YEARS * 365 * 24 * 3600 * (n - nth) as i64 / n as i64;
        let at = until - SignedDuration::from_secs(ago);
        let jid =
            Jid::issue(self.jid_prefix, &SeatPart::numbered(9).expect("a part"), nth as u64 + 1, &mut self.randomness);
        let matter = MATTERS[self.falling(MATTERS.len())];
        let subject = format!("{matter}, {} {}", STREETS[self.dice.below(STREETS.len())], 1 + self.dice.below(400));
        let unit = self.dice.percent(95).then(|| self.units[self.dice.below(self.units.len())]);
        let person = self.dice.percent(60).then(|| self.people[self.dice.below(self.people.len())]);
        let nth_sender = self.falling(self.parties.len());
        let sender = self.parties[nth_sender];
        let entry = Entry {
            jid,
            subject,
            sender: Some(sender),
            addressee: None,
            sender_reference: if self.dice.percent(40) {
                format!("Zn. {}/{}", self.dice.below(9000), 2016 + self.dice.below(10))
            } else {
                String::new()
            },
            delivered_at: Some(at - SignedDuration::from_secs(600 + self.dice.below(3600) as i64)),
            delivery_method: if self.dice.percent(60) { DeliveryMethod::DataBox } else { DeliveryMethod::Post },
            sheets: Some(1 + self.dice.below(5) as u32),
            paper_attachments: None,
            other_attachments: None,
            restricted: self.dice.percent(3),
            unit: if person.is_some() { None } else { unit },
            person,
            case_file: None,
            answers: None,
            copies: None,
            unopened: false,
            envelope: None,
            emergency: None,
            source: None,
        };
        (RegisterReceived { document: DocumentId(id_in_time(at, &mut self.randomness)), entry }, at)
    }

    /// A few are common, most are rare, as with names and matters.
    fn falling(&mut self, n: usize) -> usize {
        let among = 1 + self.dice.below(n);
        self.dice.below(among)
    }
}
