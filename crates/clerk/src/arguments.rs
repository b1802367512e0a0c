//! The command line of `clerk`.

use std::path::PathBuf;

use actions::Choice;
use clap::{Args, Parser, Subcommand};
use sentences::Language;

use crate::batch::BatchCommand;
use crate::capture::Capture;
use crate::emergency::Emergency;
use crate::file::{File, Plan};
use crate::list::{ListName, PageArguments};
use crate::prints::{Label, RegisterBook, Target};
use crate::register::Register;

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
    /// Scan a pile, or take files, into a batch, and part it into documents.
    Capture(Capture),
    /// List the scanners that can be seen, each as --source takes it: those of the network that say they are there, and those of SANE.
    Scanners,
    /// Batches of scanned pages.
    #[command(subcommand)]
    Batch(BatchCommand),
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
    /// Assign documents to a unit, a person, or a person of a unit.
    Assign {
        /// Which; one or many.
        #[arg(required = true)]
        documents: Vec<String>,
        /// The unit's mark.
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// The person's name.
        #[arg(long, value_name = "NAME")]
        person_name: Option<String>,
    },
    /// Take documents in hand.
    Accept {
        /// Which.
        #[arg(required = true)]
        documents: Vec<String>,
    },
    /// Give an assigned document back.
    Refuse {
        /// Which.
        document: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take assignments back that nobody has accepted.
    Withdraw {
        /// Which.
        #[arg(required = true)]
        documents: Vec<String>,
    },
    /// Undo the last change made here, with a new, inverse one.
    Undo,
    /// List documents.
    List {
        /// Which of them.
        #[arg(long, value_enum, default_value = "all")]
        list: ListName,
        /// How they are paged and sorted.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Find documents: by words without accents, parts of numbers, and fields.
    ///
    /// `vec:kácení (odesilatel:novák OR odesilatel:"Malá Eva") doruceno:1.11...30.11. NOT stav:vyrizeno`: words beside
    /// each other must all be found; AND, OR, NOT and brackets as usual.
    Search {
        /// The search.
        #[arg(required = true)]
        words: Vec<String>,
        /// How they are paged and sorted.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Export every line of a list or a search as a table, by the file's name CSV or XLSX.
    Export {
        /// Which list.
        #[arg(long, value_enum, default_value = "all")]
        list: ListName,
        /// A search, as `search` takes it.
        words: Vec<String>,
        /// How they are sorted.
        #[command(flatten)]
        page: PageArguments,
        /// The file that is written.
        #[arg(long, value_name = "PATH")]
        to: PathBuf,
    },
    /// Show everything about a document.
    Show {
        /// Which.
        document: String,
    },
    /// Print the labels of documents.
    Label(Label),
    /// Print the receipt for the person at the counter.
    Receipt {
        /// Of which document.
        document: String,
        /// Where to.
        #[command(flatten)]
        target: Target,
    },
    /// Write the letter of an own document, with its head, as DOCX.
    Letter {
        /// Of which document.
        document: String,
        /// The file that is written.
        #[arg(long, value_name = "PATH")]
        to: PathBuf,
    },
    /// Print the register of a day or a year.
    RegisterBook(RegisterBook),
    /// Case files: found, put, take-out, settle, close, reopen, move, join, part, list, show, cover, contents.
    #[command(subcommand)]
    File(File),
    /// The substitute register: declare, end, reregister, list, book.
    #[command(subcommand)]
    Emergency(Emergency),
    /// The filing plan: import, list.
    #[command(subcommand)]
    Plan(Plan),
    /// Attach a file to a document.
    Attach {
        /// Which.
        document: String,
        /// The file.
        file: PathBuf,
        /// The id of the component it is an output version of.
        #[arg(long, value_name = "COMPONENT")]
        output_of: Option<String>,
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
    /// Hand a document to another office of the centre, with its files.
    Dispatch {
        /// Which.
        document: String,
        /// The office's name, or its beginning.
        #[arg(long, value_name = "OFFICE")]
        to: String,
    },
    /// Note that an own document was sent to its addressee.
    Sent {
        /// Which.
        document: String,
        #[command(flatten)]
        sending: Sending,
    },
    /// Note that the post of an own document came back.
    Returned {
        /// Which.
        document: String,
        /// unclaimed, moved_away, addressee_unknown, refused_by_addressee or otherwise.
        #[arg(long)]
        why: String,
        /// What else stands on the envelope.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Say who stands in for you, or, as a supervisor, for somebody else; without a deputy, list who stands in for whom.
    Substitute {
        /// Who stands in.
        #[arg(long, value_name = "NAME", requires = "until")]
        deputy: Option<String>,
        /// The first day; today when left out.
        #[arg(long, value_name = "DAY", default_value = "")]
        from: String,
        /// The last day.
        #[arg(long, value_name = "DAY", default_value = "")]
        until: String,
        /// Who is away, when it is somebody else.
        #[arg(long = "for", value_name = "NAME")]
        absent: Option<String>,
        /// End the standing in.
        #[arg(long, conflicts_with = "deputy")]
        end: bool,
    },
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
    /// Show what was saved from a damaged database, for the admin to hand in again.
    Rescued,
}

/// When and how a document was sent.
#[derive(Args)]
pub(crate) struct Sending {
    /// The day; today when left out.
    #[arg(long, value_name = "DAY", default_value = "")]
    pub(crate) on: String,
    /// post, in_person, public_notice, courier, email or data_box.
    #[arg(long, default_value = "post")]
    pub(crate) way: String,
    /// What the post calls it, or what else is to be known.
    #[arg(long, default_value = "")]
    pub(crate) note: String,
    /// Correct what was noted last; otherwise it was sent once more.
    #[arg(long)]
    pub(crate) corrects: bool,
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
