//! What somebody wants to do.

macro_rules! actions {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal,)+) => {
        /// Everything a member of staff can do, in one list for the whole house. Who may is said in `policy.rs`.
        ///
        /// ```
        /// use staff::Action;
        /// assert_eq!(Action::parse("case-read"), Some(Action::CaseRead));
        /// assert_eq!(Action::CaseRead.as_str(), "case-read");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$name),+];

            /// The word in the audit and in the policy's table.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Action::$name => $word,)+
                }
            }
        }
    };
}

actions! {
    /// See that a case exists: its number, kind, stage and days.
    CaseList = "case-list",
    /// See the same of every case, for the audit alone.
    CaseLine = "case-line",
    /// Open a case.
    CaseRead = "case-read",
    /// Enter what came by letter, telephone or over the counter.
    IntakeEnter = "intake-enter",
    /// Accept a case.
    CaseAccept = "case-accept",
    /// Propose that a case be refused.
    CaseRefuse = "case-refuse",
    /// Let a refusal stand.
    CaseRefuseApprove = "case-refuse-approve",
    /// Propose who handles a case.
    CaseAssign = "case-assign",
    /// Let an assignment stand.
    CaseAssignApprove = "case-assign-approve",
    /// Propose that somebody be excluded from a case.
    CaseExclude = "case-exclude",
    /// Let an exclusion stand.
    CaseExcludeApprove = "case-exclude-approve",
    /// Enter what happened in a case, its stage among it.
    CaseEvent = "case-event",
    /// Write to the reporter.
    CaseMessage = "case-message",
    /// Write a note that only the team reads.
    NoteWrite = "note-write",
    /// Join a case with one that says the same.
    CaseMerge = "case-merge",
    /// Hand a case to another unit.
    CaseTransfer = "case-transfer",
    /// Propose that a case be closed.
    CaseClose = "case-close",
    /// Let a closing stand.
    CaseCloseApprove = "case-close-approve",
    /// Open a closed case again.
    CaseReopen = "case-reopen",
    /// Look for a case by what is not sealed.
    Search = "search",
    /// Take a case away, sealed as it is.
    Export = "export",
    /// Ask to know who the reporter is.
    IdentityAsk = "identity-ask",
    /// Give the second share of an identity.
    IdentityGrant = "identity-grant",
    /// Open the identity both shares were given for.
    IdentityOpen = "identity-open",
    /// Decide what is shown of a citizen's words.
    Moderate = "moderate",
    /// Let a hiding of words stand, or judge the citizen's appeal.
    ModerateReview = "moderate-review",
    /// Publish what another wrote.
    Publish = "publish",
    /// Read the figures before they are public.
    FunnelRead = "funnel-read",
    /// Read what was done by whom.
    AuditRead = "audit-read",
    /// See accounts and their roles.
    AccountRead = "account-read",
    /// Propose a new account.
    AccountAdd = "account-add",
    /// Let a new account stand.
    AccountApprove = "account-approve",
    /// Propose a new way in for somebody who lost theirs.
    AccountRecover = "account-recover",
    /// Let a new way in stand.
    AccountRecoverApprove = "account-recover-approve",
    /// Close an account at once.
    AccountClose = "account-close",
    /// Propose a role for somebody.
    RoleGrant = "role-grant",
    /// Let a role stand.
    RoleApprove = "role-approve",
    /// End a role at once.
    RoleEnd = "role-end",
    /// End a session.
    SessionRevoke = "session-revoke",
    /// Keep one's own passkeys.
    Passkey = "passkey",
    /// Keep one's own keys.
    KeySlot = "key-slot",
    /// Declare what could make one partial.
    InterestDeclare = "interest-declare",
    /// Propose whose keys reports to a unit are sealed to.
    KeyManifest = "key-manifest",
    /// Let such a list stand.
    KeyManifestApprove = "key-manifest-approve",
    /// Make a letter from a template.
    TemplateUse = "template-use",
    /// Write a template.
    TemplateEdit = "template-edit",
}

impl Action {
    /// The action of this word.
    pub fn parse(word: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.as_str() == word)
    }
}
