//! Who may wish for what: every kind of wish by every role (the national standard, 7.1).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod office;

use domain::Wish;
use domain::authority::Role::{self, Admin, CaseClerk, FilingClerk, Supervisor};
use domain::authority::{
    AddPerson, CloseUnit, FoundTenant, GivePosts, NameOffices, NoteSeat, OpenUnit, PersonLeaves, SetAddress,
    SetContact, SetMask, SetSubstitute,
};
use domain::case_file::{
    AssignCaseFile, CloseCaseFile, CorrectCaseFile, FoundCaseFile, InsertDocument, JoinCaseFiles, MoveCaseFile,
    NoteEvent, PartCaseFiles, ReopenCaseFile, SettleCaseFile, TakeOutDocument,
};
use domain::emergency::{Afterwards, DeclareEmergency, EndEmergency, ReregisterDocument};
use domain::file_plan::ImportPlan;
use domain::name_register::{AddParty, KeepApart, MergeParties, Party, PartyKind};
use domain::quarantine::DecideQuarantined;
use domain::registry::{
    AcceptDocument, AssignDocument, AttachFile, CancelDocument, CorrectDocument, DispatchDocument, Handling,
    NoteDelivered, NoteReturned, NoteSent, NoteText, RefuseDocument, RegisterOwn, ReopenDocument, ReturnReason,
    SentWay, SettleDocument, SettlementWay, StoreFile, ViewDocument, WithdrawDocument,
};
use office::{JANA, LETTER, OFFICE, code_of, letter, now, office};
use uuid::Uuid;
use values::{
    CaseFileId, ClassId, Code, ComponentId, DispatchId, EmergencyRegisterId, FilePlanId, MergeProposalId, PartyId,
    QuarantinedId, SeatId, Sha256, TenantId, UnitId,
};

const NOBODY: &[Role] = &[];
const REGISTERS: &[Role] = &[FilingClerk, Supervisor];
const HANDLES: &[Role] = &[FilingClerk, CaseClerk, Supervisor];

fn table() -> Vec<(Wish, &'static [Role])> {
    let (unit, text) = (UnitId(Uuid::from_u128(81)), || "text".to_owned());
    let attach = AttachFile {
        component: ComponentId(Uuid::from_u128(82)),
        document: LETTER,
        name: "a.txt".to_owned(),
        sha256: Sha256::of(b"a"),
        size_bytes: 1,
        media_type: "text/plain".to_owned(),
        output_of: None,
    };
    let tenant = FoundTenant {
        tenant: TenantId(Uuid::from_u128(83)),
        name: text(),
        abbreviation: "HLUC".to_owned(),
        jid_prefix: "HLUC".to_owned(),
        mask: "{abbr}/{seq}/{year}".to_owned(),
    };
    let proposal = MergeProposalId(Uuid::from_u128(84));
    let (keep, merge) = (PartyId(Uuid::from_u128(70)), PartyId(Uuid::from_u128(71)));
    let (case_file, class) = (CaseFileId(Uuid::from_u128(88)), ClassId(Uuid::from_u128(89)));
    let plan = ImportPlan {
        plan: FilePlanId(Uuid::from_u128(90)),
        name: text(),
        valid_from: values::local_date(now()),
        classes: Vec::new(),
    };
    vec![
        (letter(None, None).into(), REGISTERS),
        (RegisterOwn { document: LETTER, entry: letter(None, None).entry }.into(), HANDLES),
        (CorrectDocument { document: LETTER, changes: Vec::new(), reason: text() }.into(), HANDLES),
        (CancelDocument { document: LETTER, reason: text() }.into(), REGISTERS),
        (AssignDocument::seen(LETTER, &Handling::default(), Some(OFFICE), None).into(), HANDLES),
        (AcceptDocument { document: LETTER }.into(), HANDLES),
        (RefuseDocument { document: LETTER, reason: text() }.into(), HANDLES),
        (WithdrawDocument { document: LETTER }.into(), HANDLES),
        (ViewDocument { document: LETTER }.into(), &Role::ALL),
        (
            DispatchDocument {
                dispatch: DispatchId(Uuid::from_u128(92)),
                document: LETTER,
                to: TenantId(Uuid::from_u128(83)),
            }
            .into(),
            HANDLES,
        ),
        (
            NoteDelivered {
                document: LETTER,
                dispatch: DispatchId(Uuid::from_u128(92)),
                jid: letter(None, None).entry.jid,
                reference: text(),
            }
            .into(),
            NOBODY,
        ),
        (NoteReturned { document: LETTER, why: ReturnReason::Unclaimed, note: text() }.into(), HANDLES),
        (
            NoteSent {
                document: LETTER,
                day: values::local_date(now()),
                way: SentWay::Post,
                note: text(),
                corrects: None,
            }
            .into(),
            HANDLES,
        ),
        (NameOffices { offices: Vec::new() }.into(), NOBODY),
        (SetSubstitute { person: JANA, was: None, now: None }.into(), HANDLES),
        (attach.into(), HANDLES),
        (StoreFile { component: ComponentId(Uuid::from_u128(82)) }.into(), NOBODY),
        (SettleDocument { document: LETTER, way: SettlementWay::Noted, note: text(), reason: text() }.into(), HANDLES),
        (ReopenDocument { document: LETTER, reason: text() }.into(), HANDLES),
        (
            FoundCaseFile { case_file, jid: letter(None, None).entry.jid, document: LETTER, class, subject: text() }
                .into(),
            HANDLES,
        ),
        (InsertDocument { document: LETTER, case_file, was: None }.into(), HANDLES),
        (TakeOutDocument { document: LETTER, case_file, reason: text() }.into(), HANDLES),
        (JoinCaseFiles { case_file, to: case_file }.into(), HANDLES),
        (PartCaseFiles { case_file, from: case_file, reason: text() }.into(), HANDLES),
        (MoveCaseFile { case_file, was: class, class, reason: text() }.into(), HANDLES),
        (
            AssignCaseFile { case_file, was_unit: None, was_person: None, unit: Some(OFFICE), person: None }.into(),
            HANDLES,
        ),
        (SettleCaseFile { case_file, way: SettlementWay::Noted, note: text(), reason: text() }.into(), HANDLES),
        (CloseCaseFile { case_file, trigger_year: None }.into(), HANDLES),
        (ReopenCaseFile { case_file, reason: text(), class: None }.into(), HANDLES),
        (
            NoteText { document: LETTER, component: ComponentId(Uuid::from_u128(5)), text: text(), confidence: None }
                .into(),
            HANDLES,
        ),
        (CorrectCaseFile { case_file, changes: Vec::new(), reason: text() }.into(), HANDLES),
        (NoteEvent { case_file, was: None, year: None, reason: text() }.into(), HANDLES),
        (
            DeclareEmergency { register: EmergencyRegisterId(Uuid::from_u128(91)), name: text(), reason: text() }
                .into(),
            &[Supervisor],
        ),
        (
            EndEmergency { register: EmergencyRegisterId(Uuid::from_u128(91)), afterwards: Afterwards::Keep }.into(),
            &[Supervisor],
        ),
        (ReregisterDocument { document: LETTER }.into(), REGISTERS),
        (plan.into(), &[Admin]),
        (AddParty { party: party() }.into(), HANDLES),
        (MergeParties { keep, merge, proposal: None }.into(), REGISTERS),
        (KeepApart { proposal }.into(), REGISTERS),
        (DecideQuarantined { quarantined: QuarantinedId(Uuid::from_u128(85)), release: true }.into(), &[Supervisor]),
        (tenant.into(), NOBODY),
        (SetMask { mask: "{abbr}/{seq}/{year}".to_owned(), file_mask: None, sheet_mask: None }.into(), &[Admin]),
        (SetAddress { address: text() }.into(), &[Admin]),
        (OpenUnit { unit, code: "X".to_owned(), name: text() }.into(), &[Admin]),
        (CloseUnit { unit }.into(), &[Admin]),
        (AddPerson { person: LEFT_TO_ADD, name: text(), surname: text(), posts: Vec::new() }.into(), &[Admin]),
        (GivePosts { person: JANA, posts: Vec::new() }.into(), &[Admin]),
        (PersonLeaves { person: JANA }.into(), &[Admin]),
        (SetContact { person: JANA, contact: Default::default() }.into(), &[Admin]),
        (NoteSeat { person: JANA, seat: SeatId(Uuid::from_u128(88)), device: text() }.into(), NOBODY),
    ]
}

const LEFT_TO_ADD: values::PersonId = values::PersonId(Uuid::from_u128(86));

fn party() -> Party {
    Party {
        id: PartyId(Uuid::from_u128(87)),
        kind: PartyKind::Legal,
        name: String::new(),
        surname: String::new(),
        company: "Obec".to_owned(),
        company_number: None,
        data_box: String::new(),
        email: String::new(),
        address: String::new(),
        merged_into: None,
        extra: Default::default(),
    }
}

#[test]
fn every_kind_of_wish_has_a_row() {
    let table = table();
    for (kind, _) in Wish::KINDS {
        assert!(table.iter().any(|it| it.0.kind() == *kind), "{kind} is in no row: who may wish for it?");
    }
    assert_eq!(table.len(), Wish::KINDS.len());
}

#[test]
fn a_role_allows_what_the_table_says() {
    for (wish, allowed) in table() {
        for role in Role::ALL {
            let is_allowed = code_of(&office(role).decide(JANA, role, wish.clone())) != Some(Code::RoleNotEnough);
            assert_eq!(is_allowed, allowed.contains(&role), "{} as {}", wish.kind(), role.name());
        }
    }
}

#[test]
fn a_role_that_is_not_held_allows_nothing() {
    // What was seen is noted in whatever role it was seen.
    let others = table().into_iter().filter(|it| it.0.kind() != "view_document");
    for (wish, _) in others {
        for role in Role::ALL {
            let held = if role == CaseClerk { FilingClerk } else { CaseClerk };
            let code = code_of(&office(held).decide(JANA, role, wish.clone()));
            assert_eq!(code, Some(Code::RoleNotHeld), "{} as {}", wish.kind(), role.name());
        }
    }
}
