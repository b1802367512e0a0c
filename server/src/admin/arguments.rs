//! The command line of `centre`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use sentences::Language;

/// The technology centre of a town, its villages and its schools.
#[derive(Parser)]
#[command(name = "centre", version)]
pub struct Arguments {
    /// The centre's folder; made when it is not there.
    #[arg(long, global = true, env = "TAJEMNIK_CENTRE", default_value = "centre-data")]
    pub data: PathBuf,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of sentences.
    #[arg(long, global = true, value_enum, default_value = "cs")]
    pub language: Language,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the admin can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve desks until stopped.
    Serve {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:8443")]
        listen: SocketAddr,
        /// More names or addresses desks reach it by.
        #[arg(long = "name")]
        names: Vec<String>,
    },
    /// Offices with a registry of their own.
    #[command(subcommand)]
    Tenant(Tenant),
    /// Organisational units.
    #[command(subcommand)]
    Unit(Unit),
    /// People of an office.
    #[command(subcommand)]
    Person(Person),
    /// Print the enrolment line for a new desk; it can be used once.
    DeskCode {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// The person: surname, "name surname" or id.
        #[arg(long)]
        person: String,
        /// The address the desk reaches the centre at.
        #[arg(long, default_value = "127.0.0.1:8443")]
        address: String,
        /// How many hours the code is good for; 0 makes one that is too old already.
        #[arg(long, default_value_t = 72)]
        hours: u32,
    },
    /// Print a code with which a forgotten password of one seat is set anew; worth nothing 15 minutes after its use.
    ResetCode {
        /// The seat, as `desk list` names it.
        #[arg(long)]
        seat: String,
        /// How many hours the code is good for.
        #[arg(long, default_value_t = 24)]
        hours: u32,
    },
    /// Enrolled desks.
    #[command(subcommand)]
    Desk(Desk),
    /// Take in units, people and the name register from CSV, all or nothing.
    Import {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// Columns code, name.
        #[arg(long)]
        units: Option<PathBuf>,
        /// Columns name, surname, unit, roles (several parted by +).
        #[arg(long)]
        people: Option<PathBuf>,
        /// Columns kind, name, surname, company, company_number, data_box, email, address.
        #[arg(long)]
        parties: Option<PathBuf>,
    },
    /// Put a filing plan in force: the standard's XML, a table, or a starter.
    Plan {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// The file.
        #[arg(long, required_unless_present = "starter")]
        file: Option<PathBuf>,
        /// town, village or school.
        #[arg(long, conflicts_with = "file")]
        starter: Option<String>,
    },
    /// Check every tenant: files whole, numbers without a gap, scopes by hash.
    Check,
    /// Write a consistent copy of everything, also while the centre serves.
    Copy {
        /// An empty or new folder.
        #[arg(long)]
        to: PathBuf,
    },
}

/// Offices.
#[derive(Subcommand)]
pub enum Tenant {
    /// Found the registry of an office.
    Add {
        /// Its name in commands: small letters, digits and hyphens.
        #[arg(long)]
        tenant: String,
        /// Its full name.
        #[arg(long)]
        name: String,
        /// The abbreviation in reference numbers.
        #[arg(long)]
        abbreviation: String,
        /// What its JIDs begin with: 3 to 5 capitals or digits.
        #[arg(long)]
        jid_prefix: String,
        /// How its numbers look.
        #[arg(long, default_value = "{abbr}/{seq:5}/{year}")]
        mask: String,
    },
    /// Change how numbers look from now on.
    Mask {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// For example `{abbr}/{seq:5}/{year}/{unit}`.
        #[arg(long)]
        mask: String,
        /// The mask of file marks, for example `SZ {abbr}/{seq}/{year}`.
        #[arg(long)]
        file_mask: Option<String>,
        /// The mask of numbers in collecting sheets, for example `{abbr}/{seq}-{order}/{year}`.
        #[arg(long)]
        sheet_mask: Option<String>,
    },
    /// Say where the office sits, for the head of its letters.
    Address {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// Street, place and post code.
        #[arg(long)]
        address: String,
    },
    /// List the offices.
    List,
}

/// Units.
#[derive(Subcommand)]
pub enum Unit {
    /// Open a unit.
    Add {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// Its mark.
        #[arg(long)]
        code: String,
        /// Its name.
        #[arg(long)]
        name: String,
    },
    /// Close a unit.
    Close {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// Its mark.
        #[arg(long)]
        code: String,
    },
}

/// People.
#[derive(Subcommand)]
pub enum Person {
    /// Add a person.
    Add {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// Given name.
        #[arg(long)]
        name: String,
        /// Surname.
        #[arg(long)]
        surname: String,
        /// The mark of their unit.
        #[arg(long)]
        unit: String,
        /// filing_clerk, case_clerk, supervisor or admin; may be given several times.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// Set the roles a person holds from now on; none with --leaves.
    Role {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// The person: surname, "name surname" or id.
        #[arg(long)]
        person: String,
        /// The mark of their unit.
        #[arg(long, required_unless_present = "leaves")]
        unit: Option<String>,
        /// The roles.
        #[arg(long = "role")]
        roles: Vec<String>,
        /// The person leaves the office.
        #[arg(long, conflicts_with = "roles")]
        leaves: bool,
    },
    /// Say what letters say of a person: the function, telephone and e-mail; what is left out is said no more.
    Contact {
        /// The office.
        #[arg(long)]
        tenant: String,
        /// The person: surname, "name surname" or id.
        #[arg(long)]
        person: String,
        /// What they are in the office.
        #[arg(long, default_value = "")]
        function: String,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
        /// E-mail.
        #[arg(long, default_value = "")]
        email: String,
    },
    /// List the people of an office.
    List {
        /// The office.
        #[arg(long)]
        tenant: String,
    },
}

/// Desks.
#[derive(Subcommand)]
pub enum Desk {
    /// List the desks of an office: whose, since when, how far behind, copied or not.
    List {
        /// The office.
        #[arg(long)]
        tenant: String,
    },
    /// Take a desk's right to speak away; it hands over what it has written and wipes itself.
    Revoke {
        /// The seat, as `desk list` names it.
        #[arg(long)]
        seat: String,
    },
}
