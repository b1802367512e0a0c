//! The command line of `clerk`.

use std::path::PathBuf;

use actions::Choice;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::sentences::Language;

/// A clerk's desk without a window, for scripts and tests.
///
/// DOCUMENT is an id, a JID or a reference number.
#[derive(Parser)]
#[command(name = "clerk", version)]
pub(crate) struct Arguments {
    /// The device's folder.
    #[arg(long, global = true, env = "TAJEMNIK_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Whose desk, when several are on the device.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) person: Option<String>,
    /// The file whose first line is the password.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The language of sentences.
    #[arg(long, global = true, value_enum, default_value = "cs")]
    pub(crate) language: Language,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What a clerk can do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make this device a desk with the admin's line, and sync it.
    Enrol(Enrol),
    /// Set a new password, that of the password file, with the admin's code.
    ResetPassword {
        /// The code.
        #[arg(long)]
        code: String,
    },
    /// Register a document: a received one, unless --own.
    Register(Box<Register>),
    /// Correct fields of a document.
    Correct {
        /// Which.
        document: String,
        /// A field and its value, as typed in a form.
        #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
        changes: Vec<String>,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Cancel a document; its row and number stay.
    Cancel {
        /// Which.
        document: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Assign a document to a unit, a person, or a person of a unit.
    Assign {
        /// Which.
        document: String,
        /// The unit's mark.
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// The person's name.
        #[arg(long, value_name = "NAME")]
        person_name: Option<String>,
    },
    /// Take a document in hand.
    Accept {
        /// Which.
        document: String,
    },
    /// Give an assigned document back.
    Refuse {
        /// Which.
        document: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// List documents.
    List {
        /// Which of them.
        #[arg(long, value_enum, default_value = "all")]
        list: ListName,
        /// How they are paged and sorted.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Find documents by words without accents and parts of numbers.
    Search {
        /// The words.
        #[arg(required = true)]
        words: Vec<String>,
        /// How they are paged and sorted.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Show everything about a document.
    Show {
        /// Which.
        document: String,
    },
    /// Attach a file to a document.
    Attach {
        /// Which.
        document: String,
        /// The file.
        file: PathBuf,
    },
    /// Fetch a file of a document and save it.
    Fetch {
        /// Of which document.
        document: String,
        /// The file's id or name.
        component: String,
        /// Where it is written.
        #[arg(long, value_name = "PATH")]
        to: PathBuf,
    },
    /// Exchange everything with the centre.
    Sync,
    /// List what needs this person.
    NeedsYou,
    /// Settle an item.
    Settle {
        /// Its id, as `needs-you` names it.
        item: String,
        /// mine, theirs, retry, dismiss, merge, apart, release or reject.
        choice: Choice,
    },
    /// Check the database, the log and every file.
    Check,
}

/// How a desk begins.
#[derive(Args)]
pub(crate) struct Enrol {
    /// The line the admin handed over.
    #[arg(long, required_unless_present = "line_file")]
    pub(crate) line: Option<String>,
    /// The file it is in.
    #[arg(long, value_name = "FILE", conflicts_with = "line")]
    pub(crate) line_file: Option<PathBuf>,
    /// What this device is called.
    #[arg(long, value_name = "NAME", default_value = "clerk")]
    pub(crate) device: String,
}

/// An entry as typed.
#[derive(Args)]
pub(crate) struct Register {
    /// Made by the office.
    #[arg(long)]
    pub(crate) own: bool,
    /// Who sent it.
    #[command(flatten)]
    pub(crate) sender: Sender,
    /// Brief subject.
    #[arg(long, default_value = "")]
    pub(crate) subject: String,
    /// The sender's reference.
    #[arg(long, default_value = "")]
    pub(crate) reference: String,
    /// Day of delivery; today when left out.
    #[arg(long, default_value = "")]
    pub(crate) delivered_on: String,
    /// Time of delivery; now when left out and the day is today.
    #[arg(long, default_value = "")]
    pub(crate) delivered_time: String,
    /// post, in_person, data_box, email, medium, courier, spoken or internal.
    #[arg(long, default_value = "post")]
    pub(crate) method: String,
    /// Sheets.
    #[arg(long, default_value = "")]
    pub(crate) sheets: String,
    /// Paper attachments.
    #[arg(long, default_value = "")]
    pub(crate) paper_attachments: String,
    /// Other attachments: how many.
    #[arg(long, default_value = "")]
    pub(crate) other_count: String,
    /// Other attachments: what.
    #[arg(long, default_value = "")]
    pub(crate) other_description: String,
    /// The mark of the unit it is for.
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// The person it is for.
    #[arg(long = "for", value_name = "PERSON")]
    pub(crate) for_person: Option<String>,
    /// Only for those who need it.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// A file; may be given several times.
    #[arg(long = "file", value_name = "PATH")]
    pub(crate) files: Vec<PathBuf>,
}

/// Who sent it: a record of the name register, or a new one.
#[derive(Args)]
pub(crate) struct Sender {
    /// The record's id.
    #[arg(long = "sender", value_name = "ID", group = "from")]
    pub(crate) id: Option<String>,
    /// Words that fit exactly one record, or its whole name.
    #[arg(long = "sender-name", value_name = "TEXT", group = "from")]
    pub(crate) named: Option<String>,
    /// Make a record of a company.
    #[arg(long, value_name = "NAME", group = "from")]
    pub(crate) new_company: Option<String>,
    /// Make a record of a person; the last word is the surname.
    #[arg(long, value_name = "NAME", group = "from")]
    pub(crate) new_person: Option<String>,
    /// IČO of the new company.
    #[arg(long, value_name = "NUMBER", requires = "new_company", default_value = "", hide_default_value = true)]
    pub(crate) company_number: String,
    /// Address of the new record.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) address: String,
}

/// How a list is paged and sorted.
#[derive(Args)]
pub(crate) struct PageArguments {
    /// How many; at most 500.
    #[arg(long, default_value_t = 100)]
    pub(crate) limit: u32,
    /// By what.
    #[arg(long, value_enum, default_value = "captured")]
    pub(crate) sort: SortName,
    /// The largest first.
    #[arg(long)]
    pub(crate) descending: bool,
    /// Where the page before ended, as its `next` said.
    #[arg(long, value_name = "NEXT")]
    pub(crate) after: Option<String>,
}

/// The work lists.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListName {
    All,
    Today,
    WithoutNumber,
    Unassigned,
    ReturnedToMe,
    AssignedToMe,
}

/// What a list is sorted by.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SortName {
    Captured,
    Reference,
    Delivered,
    Subject,
    Sender,
}
