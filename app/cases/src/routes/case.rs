//! The page of a case for whoever holds its receipt. The receipt comes in the body of a POST, never in an address; what it opens
//! is opened in memory, shown once, and kept by nobody. A receipt that leads nowhere and one that was misread get the same answer.

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use record::{Calendar, Id, Instant};
use seal::message::{Letter as Sealing, read};
use seal::{Context, Object, Public, Receipt, ReceiptKeys, Role, Sealed, lookup_hash};
use store::{Store, Write};
use ui::{Failure, Visit};
use zeroize::Zeroizing;

use super::private;
use crate::event::{Actor, Deed, Event};
use crate::pages::{self, CasePage, Errors, Opened, OwnWords, ReceiptPage};
use crate::rules::clock::dues;
use crate::rules::intake;
use crate::rules::moderation::{self, By, Move, Standing};
use crate::rules::stage::Refusal;
use crate::stage::Witness;
use crate::table::{self, Letter, Message, Moment, Sender};

/// The longest message, in bytes.
const MESSAGE_BYTES: usize = 16 * 1024;

/// `GET /case`
pub(crate) async fn ask(visit: Visit) -> Response {
    private(visit.page(|| pages::receipt(&visit, &ReceiptPage::default())))
}

/// What the page sends. Wiped when it is dropped.
struct Typed(Vec<(String, Zeroizing<String>)>);

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    fn number(&self, name: &str) -> u32 {
        self.get(name).parse().unwrap_or(0)
    }
}

/// `POST /case`: shows the case, after doing what was asked.
pub(crate) async fn show(
    visit: Visit,
    State(store): State<Store>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let typed = Typed(pairs.into_iter().map(|(key, value)| (key, Zeroizing::new(value))).collect());
    let Some(holder) = Holder::of(&store, typed.get("receipt")).await? else {
        let page = ReceiptPage { error: Some(visit.t("cases-receipt-wrong")) };
        return Ok(private(
            visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, || pages::receipt(&visit, &page)),
        ));
    };
    let done = match typed.get("do") {
        "" => Done::Nothing,
        _ if holder.case.is_none() => Done::Nothing,
        what => holder.act(&visit, &store, what, &typed).await?,
    };
    holder.page(&visit, &store, done, &typed).await
}

/// What became of what was asked.
enum Done {
    Nothing,
    Did(&'static str),
    Mend(Errors),
}

/// Whoever holds a receipt, with what it opens.
struct Holder {
    receipt: Receipt,
    keys: ReceiptKeys,
    standing: table::Dropped,
    commitment: String,
    case: Option<Id>,
}

impl Holder {
    /// A receipt that somebody was given. Of one that was misread as of one that nobody has, the database is asked the same.
    async fn of(store: &Store, typed: &str) -> Result<Option<Self>, Failure> {
        let parsed = Receipt::parse(typed);
        let is_receipt = parsed.is_ok();
        // Nobody was given this one: 130 bits of zero.
        let receipt = parsed.unwrap_or_else(|_| Receipt::from_entropy(&[0; 17]));
        let keys = receipt.keys();
        let lookup = lookup_hash(&keys.lookup);
        let commitment = hex::encode(seal::intake::commitment(&keys.opening, &keys.lookup));
        let standing = table::standing(store, &lookup, &commitment).await?;
        let case = table::by_lookup(store, &lookup).await?;
        let is_known = is_receipt && standing.standing != intake::Standing::Unknown;
        Ok(is_known.then_some(Self { receipt, keys, standing, commitment, case }))
    }

    async fn act(&self, visit: &Visit, store: &Store, what: &str, typed: &Typed) -> Result<Done, Failure> {
        let Some(id) = &self.case else { return Ok(Done::Nothing) };
        if what == "appeal-words" {
            return appeal(visit, store, id, typed).await;
        }
        let text = typed.get("text");
        let (deed, said) = match what {
            "say" => (None, "cases-said-message"),
            "object" => (Some(Deed::Objected), "cases-said-objection"),
            "review" => (Some(Deed::ReviewAsked), "cases-said-review"),
            "final-review" => (Some(Deed::FinalReviewAsked), "cases-said-final-review"),
            "solved" => (Some(Deed::SolvedSaid { by: Witness::Citizen, solved: true }), "cases-said-solved"),
            "not-solved" => {
                (Some(Deed::SolvedSaid { by: Witness::Citizen, solved: false }), "cases-said-not-solved")
            }
            _ => return Ok(Done::Nothing),
        };
        let needs_words = !matches!(deed, Some(Deed::SolvedSaid { .. }));
        if let Some(mend) = unfit(visit, what, text, needs_words) {
            return Ok(mend);
        }
        let mut write = store.write().await?;
        if let Some(deed) = deed {
            let event = Event {
                seq: typed.number("seq"),
                happened: visit.today(),
                entered: Instant::start_of(visit.today(), visit.city().utc_offset_minutes),
                actor: Actor::Reporter,
                approvals: Vec::new(),
                deed,
            };
            let moment = Moment { today: visit.today(), calendar: Calendar::china() };
            match table::enter(&mut write, id, event, moment).await? {
                Ok(_) => {}
                // The page was sent twice, or something happened meanwhile: what stands is shown.
                Err(Refusal::Overtaken) => return Ok(Done::Did("cases-said-overtaken")),
                Err(_) => return Ok(Done::Did("cases-said-not-possible")),
            }
        }
        if !text.is_empty() && !self.say(visit, store, &mut write, id, text, typed.number("message")).await? {
            return Ok(Done::Did("cases-said-overtaken"));
        }
        write.commit_unseen().await?;
        Ok(Done::Did(said))
    }

    /// Seals a message for both and signs it with the receipt's key. `false` where its number is taken.
    async fn say(
        &self,
        visit: &Visit,
        store: &Store,
        write: &mut Write,
        id: &Id,
        text: &str,
        number: u32,
    ) -> Result<bool, Failure> {
        let epochs = table::epochs(store, id).await?;
        let newest = epochs.last().ok_or("a case has a key")?;
        let case_key = Public::parse(&newest.case_key).ok_or("the key of a case can be read")?;
        let context = context(visit, id, newest.epoch, number, Role::Server);
        let sealed = Sealing::seal(&context, text, &case_key, &self.keys.reply.public())
            .map_err(|fault| fault.key())?;
        let letter = Letter {
            sender: Sender::Reporter,
            account: None,
            epoch: newest.epoch,
            role: Role::Server.as_str().to_owned(),
            signature: Some(sealed.sign(&context, &self.keys.sign)),
            to_team: sealed.to_team.0,
            to_reporter: Some(sealed.to_reporter.0),
        };
        Ok(table::say(write, id, &letter, number, visit.today()).await?.is_some())
    }

    async fn page(
        &self,
        visit: &Visit,
        store: &Store,
        done: Done,
        typed: &Typed,
    ) -> Result<Response, Failure> {
        let proof = table::proof(store, &self.commitment).await?;
        let receipt = Zeroizing::new(self.receipt.to_string());
        let (said, errors) = match done {
            Done::Nothing => (None, Errors::new()),
            Done::Did(said) => (Some(said), Errors::new()),
            Done::Mend(errors) => (None, errors),
        };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let mut page = CasePage {
            receipt: &receipt,
            case: None,
            dues: Vec::new(),
            letters: Vec::new(),
            next_message: 1,
            openings: Vec::new(),
            excluded: 0,
            standing: self.standing.clone(),
            commitment: &self.commitment,
            proof,
            words: None,
            said,
            errors,
            typed: typed.get("text"),
        };
        if let Some(id) = &self.case {
            let case =
                table::case(store, id).await?.ok_or("a case that is found by its receipt has events")?;
            page.dues = dues(&case, visit.today(), Calendar::china());
            let messages = table::messages(store, id, false).await?;
            page.next_message = messages.last().map_or(0, |last| last.seq) + 1;
            page.letters = self.letters(visit, id, messages);
            page.openings = table::openings(store, id).await?;
            page.excluded = table::excluded_count(store, id).await?;
            page.words = own_words(store, id, visit.now()).await?;
            page.case = Some(case);
        }
        Ok(private(visit.page_status(status, || pages::case(visit, &page))))
    }

    /// The messages, opened with the receipt's key; none that the team writes to itself.
    fn letters(&self, visit: &Visit, id: &Id, messages: Vec<Message>) -> Vec<Opened> {
        let for_both = messages.into_iter().filter(|message| message.letter.sender != Sender::Note);
        let opened = for_both.map(|Message { seq, day, letter }| {
            let context = context(visit, id, letter.epoch, seq, role(&letter.role));
            let sealed = Sealed(letter.to_reporter.unwrap_or_default());
            let text = read(&context, &sealed, &self.keys.reply).ok();
            Opened { day, is_mine: letter.sender == Sender::Reporter, text }
        });
        opened.collect()
    }
}

/// What is wrong with the words of a message, if anything is.
fn unfit(visit: &Visit, what: &str, text: &str, needs_words: bool) -> Option<Done> {
    let sentence = match text.len() {
        0 if needs_words => visit.t("cases-message-missing"),
        length if length > MESSAGE_BYTES => visit.t("cases-message-long"),
        _ => return None,
    };
    Some(Done::Mend(vec![(what.to_owned().into(), sentence.into())]))
}

/// The author does not agree with what moderators decided about the words that the public reads.
async fn appeal(visit: &Visit, store: &Store, case: &Id, typed: &Typed) -> Result<Done, Failure> {
    let text = typed.get("text");
    if let Some(mend) = unfit(visit, "appeal-words", text, true) {
        return Ok(mend);
    }
    // As with all that a reporter does, the day is kept and not the hour.
    let now = Instant::start_of(visit.today(), visit.city().utc_offset_minutes);
    let Some(item) = table::words_of_case(store, case, now).await? else { return Ok(Done::Nothing) };
    let author = By { account: None, unit: None, second: None };
    let mut write = store.write().await?;
    let (seq, today) = (typed.number("words"), visit.today());
    let done = table::act_on_words(&mut write, &item.id, seq, &Move::Appeal, Some(text), author, now, today);
    Ok(Done::Did(match done.await? {
        Ok(_) => {
            write.commit_unseen().await?;
            "cases-said-appeal"
        }
        Err(moderation::Refusal::Overtaken) => "cases-said-overtaken",
        Err(_) => "cases-said-not-possible",
    }))
}

/// The words that were offered with the case, and what was decided about them.
async fn own_words(store: &Store, case: &Id, now: Instant) -> Result<Option<OwnWords>, Failure> {
    let Some(item) = table::words_of_case(store, case, now).await? else { return Ok(None) };
    let redacted = match item.standing {
        Standing::Shown { revision, redacted: Some(_) } => {
            table::shown_text(store, &item.id, revision).await?
        }
        _ => None,
    };
    let hands = table::decided_by(store, &item).await?.len();
    Ok(Some(OwnWords { item, redacted, hands }))
}

/// Where a message was sealed, as its row says.
pub(crate) fn role(word: &str) -> Role {
    [Role::Reporter, Role::Server].into_iter().find(|role| role.as_str() == word).unwrap_or(Role::Staff)
}

/// The context of a message.
pub(crate) fn context(visit: &Visit, case: &Id, epoch: u32, number: u32, role: Role) -> Context {
    let portal = staff::keys::portal(&visit.site().base_url);
    Context::of_case(portal, case.as_str(), epoch, Object::Message, role).with(Object::Message, number)
}
