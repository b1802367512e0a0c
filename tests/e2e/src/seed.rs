//! The invented office the demo plays in: a town, three villages, nine schools. Every person is invented; the
//! villages' names are real, the schools' are not.

use std::fmt::Write;
use std::path::Path;

use crate::Centre;

/// The password of every desk of the demo.
pub const PASSWORD: &str = "lipa kvete v cervnu";

/// Tenants: name, full name, abbreviation, JID prefix.
const TENANTS: [(&str, &str, &str, &str); 13] = [
    ("hlucin", "Město Hlučín (ukázka)", "HLUC", "HLUC"),
    ("bohuslavice", "Obec Bohuslavice (ukázka)", "OBoh", "OBOH"),
    ("bela", "Obec Bělá (ukázka)", "OBel", "OBEL"),
    ("darkovice", "Obec Darkovice (ukázka)", "ODar", "ODAR"),
    ("zs-u-lip", "Základní škola U Lip (smyšlená)", "ZSUL", "ZSUL"),
    ("zs-na-vrsku", "Základní škola Na Vršku (smyšlená)", "ZSNV", "ZSNV"),
    ("zs-za-mlynem", "Základní škola Za Mlýnem (smyšlená)", "ZSZM", "ZSZM"),
    ("zs-polni", "Základní škola Polní (smyšlená)", "ZSPO", "ZSPO"),
    ("ms-kastanek", "Mateřská škola Kaštánek (smyšlená)", "MSKA", "MSKA"),
    ("ms-vcelka", "Mateřská škola Včelka (smyšlená)", "MSVC", "MSVC"),
    ("ms-pampeliska", "Mateřská škola Pampeliška (smyšlená)", "MSPA", "MSPA"),
    ("ddm-jizni", "Dům dětí a mládeže Jižní (smyšlený)", "DDMJ", "DDMJ"),
    ("zus-klic", "Základní umělecká škola Klíč (smyšlená)", "ZUSK", "ZUSK"),
];

/// Founds the tenants with their units, people, name registers and filing plans.
pub fn seed(centre: &Centre, folder: &Path, n_parties: u32) {
    std::fs::create_dir_all(folder).expect("the folder can be made");
    for (tenant, name, abbreviation, jid_prefix) in TENANTS {
        let mask = if tenant == "hlucin" { "{abbr}/{seq:5}/{year}/{unit}" } else { "{abbr} {seq}/{year}" };
        centre.admin(&[
            "tenant",
            "add",
            "--tenant",
            tenant,
            "--name",
            name,
            "--abbreviation",
            abbreviation,
            "--jid-prefix",
            jid_prefix,
            "--mask",
            mask,
        ]);
        let (units, people) = if tenant == "hlucin" {
            (
                "code;name\nPOD;Podatelna\nOŽP;Odbor životního prostředí\nKULT;Odbor kultury\nTAJ;Tajemník úřadu\n",
                "name;surname;unit;roles\nJana;Nováková;POD;filing_clerk\nAlena;Králová;POD;filing_clerk\n\
                 Petr;Dvořák;OŽP;case_clerk\nMarie;Svobodová;TAJ;supervisor\nTomáš;Správný;TAJ;admin\n",
            )
        } else {
            ("code;name\nKAN;Kancelář\n", "name;surname;unit;roles\nHana;Malá;KAN;filing_clerk+case_clerk+supervisor\n")
        };
        let n_parties = if tenant == "hlucin" { n_parties } else { 20 };
        let tables = [("units", units.to_owned()), ("people", people.to_owned()), ("parties", parties(n_parties))];
        let mut arguments = vec!["import".to_owned(), "--tenant".to_owned(), tenant.to_owned()];
        for (what, text) in tables {
            let path = folder.join(format!("{tenant}-{what}.csv"));
            std::fs::write(&path, text).expect("the table can be written");
            arguments.extend([format!("--{what}"), path.to_string_lossy().into_owned()]);
        }
        centre.admin(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let starter = match tenant {
            "hlucin" => "town",
            "bohuslavice" | "bela" | "darkovice" => "village",
            _ => "school",
        };
        centre.admin(&["plan", "--tenant", tenant, "--starter", starter]);
    }
}

/// Invented people and companies; names are common ones put together by their place in the list.
fn parties(n: u32) -> String {
    let surnames = ["Novák", "Kovář", "Říha", "Šťastný", "Žižka", "Čermák", "Chalupa", "Ďurica", "Ševčík", "Příhoda"];
    let names = ["Adam", "Břetislav", "Ctirad", "Dušan", "Eliška", "Františka", "Gizela", "Hynek", "Ilona", "Jiří"];
    let streets = ["Lipová", "Na Kopečku", "U Potoka", "Školní", "Zahradní", "Polní", "Krátká"];
    let mut text = String::from("kind;name;surname;company;company_number;data_box;email;address\n");
    text.push_str("PO;;;Stavby Vzorov s.r.o.;99999994;;;Dlouhá 1, 999 01 Vzorov\n");
    for at in 0..n {
        let pick = |words: &[&'static str], step: u32| words[(at / step) as usize % words.len()];
        let (surname, name) = (pick(&surnames, 1), pick(&names, 10));
        let (street, house) = (pick(&streets, 3), at % 97 + 1);
        writeln!(text, "FO;{name};{surname};;;;;{street} {house}/{at}, 999 0{} Vzorov", at % 9 + 1)
            .expect("writing to a string");
    }
    text
}
