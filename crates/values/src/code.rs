//! The codes of everything a person can be told. Each has a sentence in every language.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// What is the matter, as a stable word between the layers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// Returns the word as it stands in locale files and on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    // The entry form.
    /// A received document has no sender.
    SenderMissing = "sender_missing",
    /// The chosen sender is not in the name register.
    SenderUnknown = "sender_unknown",
    /// A document has no subject.
    SubjectMissing = "subject_missing",
    /// A text is longer than the registry takes; `max`, `length`.
    TextTooLong = "text_too_long",
    /// A received document has no delivery time.
    DeliveryMissing = "delivery_missing",
    /// The delivery time lies in the future.
    DeliveryInFuture = "delivery_in_future",
    /// The typed date is no day of the calendar.
    DateNotUnderstood = "date_not_understood",
    /// No rule of that name counts deadlines from that day; `rule`.
    DeadlineRuleUnknown = "deadline_rule_unknown",
    /// The day of a deadline lies before the day it was set on, or years away.
    DeadlineOutOfRange = "deadline_out_of_range",
    /// It was not said where a file shall be written.
    PlaceMissing = "place_missing",
    /// A condition of a search has no value.
    SearchValueMissing = "search_value_missing",
    /// A search names a value nobody knows; `field`, `value`.
    SearchValueUnknown = "search_value_unknown",
    /// A search has more parts than are read; `max`.
    SearchTooLong = "search_too_long",
    /// There are as many kept searches as there may be; `max`.
    SearchesFull = "searches_full",
    /// A letter is prepared for what the office makes itself.
    LetterNotOwn = "letter_not_own",
    /// Only what the office made itself is sent.
    SentNotOwn = "sent_not_own",
    /// What is sent has an addressee.
    SentToNobody = "sent_to_nobody",
    /// The day of sending lies in the future.
    SentInFuture = "sent_in_future",
    /// The day of sending lies before the document was made.
    SentBeforeMade = "sent_before_made",
    /// Only what the office sent can come back.
    ReturnedNotOwn = "returned_not_own",
    /// Post came back; `why`, and `note` with a comma before it.
    PostReturned = "post_returned",
    /// What was handed to another office has not arrived there; `office`.
    DispatchWaits = "dispatch_waits",
    /// The centre has no such office.
    OfficeUnknown = "office_unknown",
    /// The document was handed to that office already; `office`.
    AlreadyDispatched = "already_dispatched",
    /// The substitute register goes on; it is closed first. `name`, or none of the desk's own.
    EmergencyGoesOn = "emergency_goes_on",
    /// The substitute register was closed; `name`.
    EmergencyOver = "emergency_over",
    /// The centre knows no such substitute register; the document has a number of the office's; `number`.
    EmergencyUnknown = "emergency_unknown",
    /// The number in the substitute register was taken; `old`, `new`.
    EmergencyRenumbered = "emergency_renumbered",
    /// The document lies in no substitute register.
    NotInEmergency = "not_in_emergency",
    /// The document has a number in a substitute register alone; it is registered again first.
    OnlyInEmergency = "only_in_emergency",
    /// A file is for no more people than the restricted letter it was founded on.
    FoundedOnRestricted = "founded_on_restricted",
    /// A restricted file kept by a unit alone would be out of everybody's sight.
    RestrictedNeedsPerson = "restricted_needs_person",
    /// The closed file waits for no event; `mark`.
    EventNotAwaited = "event_not_awaited",
    /// The centre answers: there is no emergency.
    CentreInReach = "centre_in_reach",
    /// Somebody else's deputy is for a supervisor to name.
    SubstituteNotYours = "substitute_not_yours",
    /// Somebody named another deputy meanwhile; `person`.
    SubstituteChanged = "substitute_changed",
    /// Nobody stands in for themselves.
    SubstituteIsSame = "substitute_is_same",
    /// The days of standing in end before they begin, are over, or are too many; `max`.
    SubstituteDaysWrong = "substitute_days_wrong",
    /// A deadline ends soon; `day`.
    DeadlineNear = "deadline_near",
    /// A deadline has passed; `day`.
    DeadlineOver = "deadline_over",
    /// The typed time is no time of day.
    TimeNotUnderstood = "time_not_understood",
    /// A number is outside what is possible; `min`, `max`.
    NumberOutOfRange = "number_out_of_range",
    /// A company number has a wrong check digit.
    CompanyNumberWrong = "company_number_wrong",
    /// A record of the name register has no name.
    NameMissing = "name_missing",
    /// A verb that wants a reason got none.
    ReasonMissing = "reason_missing",
    /// Settled by passing on, and not said to whom.
    RecipientMissing = "recipient_missing",
    /// A page of a file cannot be read; `name`, `n`, `why`.
    FilePageUnreadable = "file_page_unreadable",
    /// A page or a file cannot be read: `why` is a reason by its name.
    PageUnreadable = "page_unreadable",
    /// An older version attached the batch and did not write down what it attached.
    BatchTooOld = "batch_too_old",
    /// A batch that is still open is not taken out of the bin.
    BatchNotClosed = "batch_not_closed",
    /// A batch was released meanwhile.
    BatchClosed = "batch_closed",
    /// A batch was changed in another window while it was released.
    BatchChanged = "batch_changed",
    /// Another release goes on at this desk.
    ReleaseGoesOn = "release_goes_on",
    /// The release was stopped before anything was attached.
    ReleaseStopped = "release_stopped",
    /// The scan of a letter is larger than the registry takes; `jid`, `max`.
    ScanTooLarge = "scan_too_large",
    /// A batch has documents a person must look at first.
    BatchInDoubt = "batch_in_doubt",
    /// A batch has nothing that could be released.
    BatchEmpty = "batch_empty",
    /// A pile was not scanned to its end, or not without a break: pages may be missing.
    BatchUnfinished = "batch_unfinished",
    /// A device says it gave another number of pages than came.
    PagesMissing = "pages_missing",
    /// No way of scanning has this name.
    ProfileUnknown = "profile_unknown",
    /// The program that recognises text, or its Czech, is not there.
    RecognitionMissing = "recognition_missing",
    /// The data of some of the languages pages are to be read in are not there. `names`.
    LanguagesMissing = "languages_missing",
    /// A person stopped the scan.
    ScanStopped = "scan_stopped",
    /// A scan goes on already; one at a time. `name`.
    ScanGoesOn = "scan_goes_on",
    /// What is named is no source of pages.
    SourceUnknown = "source_unknown",
    /// The scanner shows another certificate than before.
    ScannerCertificateChanged = "scanner_certificate_changed",
    /// A scanner does not answer, or not to the end.
    ScannerUnreachable = "scanner_unreachable",
    /// A scanner works for another computer.
    ScannerBusy = "scanner_busy",
    /// The program that drives scanners is missing.
    ScannerProgramMissing = "scanner_program_missing",
    /// What a scanner answers is not understood.
    ScannerNotUnderstood = "scanner_not_understood",
    /// A scanner ended the scan before its end, or somebody did at it.
    ScannerGaveUp = "scanner_gave_up",
    /// Both sides are wished of a scanner that scans one.
    ScannerOneSided = "scanner_one_sided",
    /// A file of a watched folder changed while it was taken.
    FileGrows = "file_grows",
    /// The feeder is empty.
    FeederEmpty = "feeder_empty",
    /// Paper is stuck in the feeder.
    FeederJam = "feeder_jam",
    /// The feeder's cover is open.
    FeederOpen = "feeder_open",
    /// Two sheets went through the feeder at once.
    FeederDouble = "feeder_double",
    /// A settlement in another way does not say what was done.
    ContentMissing = "content_missing",
    /// A correction changes nothing.
    NothingChanged = "nothing_changed",
    /// The field cannot be corrected.
    FieldNotCorrectable = "field_not_correctable",

    // States and rights.
    /// The role used is not held.
    RoleNotHeld = "role_not_held",
    /// The role held does not allow the verb.
    RoleNotEnough = "role_not_enough",
    /// What the command speaks of does not exist, or is not for this person.
    NotFound = "not_found",
    /// Something with this id exists already.
    AlreadyExists = "already_exists",
    /// What the command speaks of is not for this person any more.
    OutOfReach = "out_of_reach",
    /// The unit is closed; `unit`.
    UnitClosed = "unit_closed",
    /// The unit is not known; it was left out.
    UnitUnknown = "unit_unknown",
    /// The person left; `person`.
    PersonLeft = "person_left",
    /// The person is not known or is not in the unit.
    PersonNotInUnit = "person_not_in_unit",
    /// An assignment names neither a unit nor a person.
    NobodyToAssign = "nobody_to_assign",
    /// The document is cancelled.
    DocumentCancelled = "document_cancelled",
    /// The document is not assigned to this person or unit.
    NotAssignedToYou = "not_assigned_to_you",
    /// Somebody has taken the document already; `person`.
    AlreadyAccepted = "already_accepted",
    /// Two records to be merged are one already.
    AlreadyMerged = "already_merged",
    /// The waiting command was decided already.
    AlreadyDecided = "already_decided",
    /// An open unit has this mark already; `unit`.
    UnitCodeTaken = "unit_code_taken",
    /// A closed unit cannot be closed again.
    UnitAlreadyClosed = "unit_already_closed",
    /// The mask is wrong; `why`.
    MaskWrong = "mask_wrong",
    /// A field was changed meanwhile by somebody else.
    Conflict = "conflict",
    /// What failed before this failed it too.
    EarlierFailed = "earlier_failed",
    /// The label must be printed again under a new JID; `old`, `new`.
    Relabel = "relabel",
    /// The command waits for a supervisor.
    Quarantined = "quarantined",
    /// A supervisor turned the command down.
    TurnedDown = "turned_down",
    /// There is no assignment that could be taken back.
    NothingToWithdraw = "nothing_to_withdraw",
    /// The registration asks for a sender.
    AsksForSender = "asks_for_sender",
    /// The registration asks for a unit.
    AsksForUnit = "asks_for_unit",
    /// Two records of the name register look like one.
    MergeProposed = "merge_proposed",
    /// The folder of this desk was copied or restored.
    Forked = "forked",

    // Filing plan and case files.
    /// The plan has no class.
    PlanEmpty = "plan_empty",
    /// A class has no mark, or one that is too long; `mark`.
    ClassMarkWrong = "class_mark_wrong",
    /// Two classes have one mark; `mark`.
    ClassMarkTwice = "class_mark_twice",
    /// There is no such class.
    ClassUnknown = "class_unknown",
    /// A class lies below itself; `mark`.
    ClassInCycle = "class_in_cycle",
    /// A class has a retention rule and classes below it; `mark`.
    ClassLeafWithChildren = "class_leaf_with_children",
    /// A lowest class has no retention rule; `mark`.
    ClassWithoutRetention = "class_without_retention",
    /// A retention period is longer than the law allows; `mark`.
    ClassPeriodTooLong = "class_period_too_long",
    /// Files are founded in lowest classes alone; `mark`.
    ClassNotLeaf = "class_not_leaf",
    /// The class is closed; `mark`.
    ClassClosed = "class_closed",
    /// The document is in a case file already; `mark`.
    AlreadyInCaseFile = "already_in_case_file",
    /// No case file was chosen.
    CaseFileMissing = "case_file_missing",
    /// The document is in no case file.
    NotInCaseFile = "not_in_case_file",
    /// The case file is settled or closed; `mark`.
    CaseFileClosed = "case_file_closed",
    /// An open case file cannot be closed; `mark`.
    CaseFileNotSettled = "case_file_not_settled",
    /// It is settled already.
    AlreadySettled = "already_settled",
    /// Documents of the file are not settled; `n`.
    OpenDocuments = "open_documents",
    /// A number or mark is still to come.
    NumberPending = "number_pending",
    /// Components have no version in an output format; `n`, `names`.
    OutputFormatMissing = "output_format_missing",
    /// Files are not at the centre yet; `n`, `names`.
    FilesOnTheirWay = "files_on_their_way",
    /// The class counts from a year that must be given.
    TriggerYearMissing = "trigger_year_missing",
    /// Of joined files one may be open; `mark`.
    TwoOpenFiles = "two_open_files",
    /// A file cannot be joined to itself.
    JoinedToItself = "joined_to_itself",
    /// The registration asks for a case file; `mark`.
    AsksForCaseFile = "asks_for_case_file",

    // Files.
    /// The file is empty.
    FileEmpty = "file_empty",
    /// The file is larger than the registry takes; `size`, `max`.
    FileTooLarge = "file_too_large",
    /// The file cannot be read; `name`.
    FileUnreadable = "file_unreadable",
    /// The file changed or vanished while it was read; `name`.
    FileVanished = "file_vanished",
    /// What was chosen is a folder or a device; `name`.
    FileNotRegular = "file_not_regular",
    /// The file is on its way and is not at the centre yet; `from`.
    FileOnItsWay = "file_on_its_way",
    /// The file here is not what its hash says.
    FileDamaged = "file_damaged",

    // Prints.
    /// The labels of a format do not lie on its page, overlap, or are too small.
    LabelFormatWrong = "label_format_wrong",
    /// The label has too little room for what must stand on it.
    LabelTooSmall = "label_too_small",
    /// More was chosen than can be done at once; `n`, `max`.
    TooManyChosen = "too_many_chosen",
    /// Neither a printer nor a file was chosen.
    PrinterMissing = "printer_missing",
    /// The printer is gone or takes nothing; `printer`, `why`.
    PrinterGone = "printer_gone",

    // The desk.
    /// There is no room on the disk.
    DiskFull = "disk_full",
    /// The disk cannot be read or written; `why`.
    DiskFailed = "disk_failed",
    /// A table is not written into a file of this ending; `ending`.
    EndingUnknown = "ending_unknown",
    /// Another program watches the folder already; `folder`.
    FolderWatched = "folder_watched",
    /// The folder a file shall be written into is not there; `folder`.
    FolderMissing = "folder_missing",
    /// A file of that name is there already, and nobody said that it shall be replaced.
    FileExists = "file_exists",
    /// The password is wrong.
    PasswordWrong = "password_wrong",
    /// The next try is allowed later; `seconds`.
    PasswordWait = "password_wait",
    /// The new password is too short; `min`.
    PasswordTooShort = "password_too_short",
    /// The desk is locked.
    Locked = "locked",
    /// The database was written by a newer version.
    NewerVersion = "newer_version",
    /// The database is damaged.
    DatabaseDamaged = "database_damaged",
    /// The desk's database is damaged; all that waited in it was saved beside it, `saved` commands.
    DeskDamaged = "desk_damaged",
    /// The desk's database is damaged; of what waited in it `saved` commands could be read and were saved beside it.
    DeskDamagedPartly = "desk_damaged_partly",
    /// The log chain does not hold; `line`.
    LogChainBroken = "log_chain_broken",
    /// There is no desk in the folder.
    NoDesk = "no_desk",
    /// Several people have a desk here; one must be named.
    SeveralDesks = "several_desks",
    /// The folder holds a desk of this person already.
    DeskExists = "desk_exists",

    // Enrolment and the wire.
    /// The enrolment line is not understood.
    EnrolLineWrong = "enrol_line_wrong",
    /// The code is wrong, was used, or is too old.
    CodeNotValid = "code_not_valid",
    /// The code was used already.
    CodeUsed = "code_used",
    /// The code is too old.
    CodeTooOld = "code_too_old",
    /// Too many wrong codes came; try later.
    TooManyTries = "too_many_tries",
    /// The centre cannot be reached.
    CentreUnreachable = "centre_unreachable",
    /// The centre cannot be reached, and what was asked cannot be done without it.
    CentreNeeded = "centre_needed",
    /// The centre cannot do its work just now: its disk, its data, its fault.
    CentreAiling = "centre_ailing",
    /// The one who answers is another centre than the desk was enrolled at.
    CentreNotTheSame = "centre_not_the_same",
    /// The centre's answer was cut off or is not understood.
    AnswerNotUnderstood = "answer_not_understood",
    /// The centre speaks another version.
    ProtocolTooOld = "protocol_too_old",
    /// The request is larger than the centre takes.
    TooLarge = "too_large",
    /// What stands in the field is none of the choices.
    ChoiceUnknown = "choice_unknown",
    /// The request is not understood.
    RequestNotUnderstood = "request_not_understood",
    /// The centre does not know this desk, or the signature is wrong.
    SeatUnknown = "seat_unknown",
    /// The desk was revoked.
    SeatRevoked = "seat_revoked",
    /// The kind of command is not known here; `kind`.
    CommandUnknown = "command_unknown",
    /// The command cannot be read.
    CommandNotUnderstood = "command_not_understood",
    /// An id was used again with other content.
    CommandChanged = "command_changed",
    /// A page of the feed does not have the hash it claims.
    PageHashWrong = "page_hash_wrong",
    /// The clock of this desk is wrong; `seconds`.
    ClockWrong = "clock_wrong",

    // The centre's own commands.
    /// There is no such tenant; `tenant`.
    TenantUnknown = "tenant_unknown",
    /// A tenant of this name exists; `tenant`.
    TenantExists = "tenant_exists",
    /// Another tenant's JIDs begin so already; `prefix`, `tenant`.
    JidPrefixTaken = "jid_prefix_taken",
    /// A line of a table cannot be read; `file`, `line`, `column`, `why`.
    TableWrong = "table_wrong",
    /// The command line is wrong; `why`.
    UsageWrong = "usage_wrong",

    /// Our fault; `incident`.
    Broken = "broken",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
