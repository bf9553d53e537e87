//! The page of a case for whoever holds its receipt. With scripts the receipt stays on the device: a pass made of it comes, and what is
//! sealed is opened and sealed there. Without, the receipt comes in the body of a POST, never in an address; what it opens is opened in
//! memory, shown once, and kept by nobody. What leads nowhere and what was misread get the same answer.

use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use letters::{Exchange, Pass, Posted, Sent};
use record::{Calendar, Id, Instant};
use seal::message::{Letter as Sealing, read};
use seal::{Context, Object, Receipt, ReceiptKeys, Role, Sealed, lookup_hash};
use store::Store;
use ui::{Failure, Visit};
use zeroize::Zeroizing;

use super::private;
use crate::event::{Actor, Deed, Event};
use crate::pages::{self, CasePage, Errors, Opened, OwnWords, ReceiptPage, Said};
use crate::rules::clock::dues;
use crate::rules::intake;
use crate::rules::moderation::{self, By, Move, Standing};
use crate::rules::stage::Refusal;
use crate::stage::Witness;
use crate::table::{self, Letter, Message, Moment, Sender};

/// The longest message, in bytes.
const MESSAGE_BYTES: usize = 16 * 1024;

/// `GET /case`
pub(crate) async fn ask(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    let plain = pairs.iter().any(|(name, _)| name == "plain");
    private(visit.page(|| pages::receipt(&visit, &ReceiptPage { error: None, plain })))
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
    let Some(holder) = Holder::of(&store, &typed).await? else {
        let page = ReceiptPage { error: Some(visit.t("cases-receipt-wrong")), plain: true };
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

/// What whoever asks has shown.
enum Holds {
    /// The receipt: what is sealed is opened and sealed here.
    Receipt(Receipt, Box<ReceiptKeys>),
    /// A pass: what is sealed is opened and sealed where the receipt is.
    Pass(Pass),
}

/// Whoever holds a receipt, with what it opens.
struct Holder {
    holds: Holds,
    standing: table::Dropped,
    commitment: String,
    case: Option<Id>,
}

impl Holder {
    /// A receipt that somebody was given, or its pass. Of one that was misread as of one that nobody has, the database is asked the same.
    async fn of(store: &Store, typed: &Typed) -> Result<Option<Self>, Failure> {
        let pass = Pass::parse(typed.get("pass"));
        let parsed = Receipt::parse(typed.get("receipt"));
        let is_right = pass.is_some() || parsed.is_ok();
        let holds = match pass {
            Some(pass) => Holds::Pass(pass),
            None => {
                // Nobody was given this one: 130 bits of zero.
                let receipt = parsed.unwrap_or_else(|_| Receipt::from_entropy(&[0; 17]));
                let keys = Box::new(receipt.keys());
                Holds::Receipt(receipt, keys)
            }
        };
        let pass = match &holds {
            Holds::Receipt(_, keys) => Pass::of(keys),
            Holds::Pass(pass) => pass.clone(),
        };
        let (lookup, commitment) = (lookup_hash(&pass.lookup), hex::encode(pass.commitment));
        let standing = table::standing(store, &lookup, &commitment).await?;
        let case = table::by_lookup(store, &lookup).await?;
        let is_known = is_right && standing.standing != intake::Standing::Unknown;
        Ok(is_known.then_some(Self { holds, standing, commitment, case }))
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
        let has_words = !text.is_empty() || !typed.get("letter").is_empty();
        if let Some(mend) = unfit(visit, what, text, needs_words && !has_words) {
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
        if has_words {
            let number = typed.number("message");
            let letter = match &self.holds {
                Holds::Receipt(_, keys) => Some(sealed_here(visit, store, keys, id, text, number).await?),
                Holds::Pass(_) => sealed_there(visit, store, id, typed.get("letter"), number).await?,
            };
            let Some(letter) = letter else { return Ok(Done::Did("cases-said-overtaken")) };
            if table::say(&mut write, id, &letter, number, visit.today()).await?.is_none() {
                return Ok(Done::Did("cases-said-overtaken"));
            }
        }
        write.commit_unseen().await?;
        Ok(Done::Did(said))
    }

    async fn page(
        &self,
        visit: &Visit,
        store: &Store,
        done: Done,
        typed: &Typed,
    ) -> Result<Response, Failure> {
        let proof = table::proof(store, &self.commitment).await?;
        let shown = Zeroizing::new(match &self.holds {
            Holds::Receipt(receipt, _) => receipt.to_string(),
            Holds::Pass(_) => String::new(),
        });
        let (said, errors) = match done {
            Done::Nothing => (None, Errors::new()),
            Done::Did(said) => (Some(said), Errors::new()),
            Done::Mend(errors) => (None, errors),
        };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let mut page = CasePage {
            receipt: &shown,
            exchange: None,
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
            page.exchange = match &self.holds {
                Holds::Receipt(..) => None,
                Holds::Pass(_) => Some(Exchange {
                    portal: staff::keys::portal(&visit.site().base_url).to_owned(),
                    case: id.clone(),
                    keys: table::key_chain(store, id).await?,
                }),
            };
            page.openings = table::openings(store, id).await?;
            page.excluded = table::excluded_count(store, id).await?;
            page.words = own_words(store, id, visit.now()).await?;
            page.case = Some(case);
        }
        Ok(private(visit.page_status(status, || pages::case(visit, &page))))
    }

    /// The messages, opened with the receipt's key or to be opened on the device; none that the team writes to itself.
    fn letters(&self, visit: &Visit, id: &Id, messages: Vec<Message>) -> Vec<Opened> {
        let for_both = messages.into_iter().filter(|message| message.letter.sender != Sender::Note);
        let opened = for_both.map(|Message { seq, day, letter }| {
            let (role, is_mine) = (role(&letter.role), letter.sender == Sender::Reporter);
            let context = context(visit, id, letter.epoch, seq, role);
            let sealed = Sealed(letter.to_reporter.unwrap_or_default());
            let words = match &self.holds {
                Holds::Receipt(_, keys) => {
                    read(&context, &sealed, &keys.reply).map_or(Said::Closed, Said::Open)
                }
                Holds::Pass(_) => Said::Sealed(Posted { number: seq, epoch: letter.epoch, role, sealed }),
            };
            Opened { day, is_mine, words }
        });
        opened.collect()
    }
}

/// Seals a message for both in memory, and signs it with the receipt's key.
async fn sealed_here(
    visit: &Visit,
    store: &Store,
    keys: &ReceiptKeys,
    id: &Id,
    text: &str,
    number: u32,
) -> Result<Letter, Failure> {
    let chain = table::key_chain(store, id).await?;
    let newest = chain.keys.last().ok_or("a case has a key")?;
    let context = context(visit, id, newest.epoch, number, Role::Server);
    let sealed =
        Sealing::seal(&context, text, &newest.key, &keys.reply.public()).map_err(|fault| fault.key())?;
    let signature = sealed.sign(&context, &keys.sign);
    Ok(of_reporter(Role::Server, newest.epoch, sealed, signature))
}

/// A message that was sealed where the receipt is: to the newest key, and signed by the receipt's. Nothing where it is not; the device
/// then seals it anew.
async fn sealed_there(
    visit: &Visit,
    store: &Store,
    id: &Id,
    typed: &str,
    number: u32,
) -> Result<Option<Letter>, Failure> {
    let Ok(sent) = serde_json::from_str::<Sent>(typed) else { return Ok(None) };
    let chain = table::key_chain(store, id).await?;
    let (_, sign_key) = table::keys_for_reporter(store, id).await?.ok_or("a case has a receipt's key")?;
    let context = context(visit, id, sent.epoch, number, Role::Reporter);
    let is_newest = chain.keys.last().is_some_and(|newest| newest.epoch == sent.epoch);
    let fits =
        [&sent.letter.to_team, &sent.letter.to_reporter].iter().all(|it| it.0.len() <= MESSAGE_BYTES * 2);
    let is_signed = sent.letter.is_signed(&context, &sign_key, &sent.signature);
    let is_right = is_newest && fits && is_signed;
    Ok(is_right.then(|| of_reporter(Role::Reporter, sent.epoch, sent.letter, sent.signature)))
}

fn of_reporter(role: Role, epoch: u32, sealed: Sealing, signature: String) -> Letter {
    Letter {
        sender: Sender::Reporter,
        account: None,
        epoch,
        role: role.as_str().to_owned(),
        signature: Some(signature),
        to_team: sealed.to_team.0,
        to_reporter: Some(sealed.to_reporter.0),
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
