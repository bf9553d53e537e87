//! The plain way: a form with its files in one POST, sealed by the server in memory while it arrives. The page says in a
//! sentence that this way the server sees the text for a moment.

use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use record::{Calendar, Instant};
use seal::{CaseKeys, Context, Draft, Identity, Object, Report, Role, Subject, Verified, submit};
use staff::Office;
use store::Store;
use ui::{Failure, Visit};
use zeroize::Zeroizing;

use super::ask::{Routed, asked, checked, reader};
use super::files::{Files, NotTaken, Place};
use super::slip::SentSlip;
use super::{FormKey, Slip, Words, keys, private, public_words, words};
use crate::arrival::Arrival;
use crate::case::{Channel, Kind};
use crate::desk::IntakePage;
use crate::event::Actor;
use crate::pages::{self, Errors, FormPage, Way};
use crate::rules::receive::{Plain, Problem};
use crate::table::{Moment, Received, receive};

/// `POST /report/send`
pub(crate) async fn report(
    visit: Visit,
    State(store): State<Store>,
    office: Office,
    form: Multipart,
) -> Result<Response, Failure> {
    let key = FormKey::of(&office)?;
    take(&Counter { visit, store, office, key, clerk: None }, Kind::Report, form).await
}

/// `POST /complain/send`
pub(crate) async fn complaint(
    visit: Visit,
    State(store): State<Store>,
    office: Office,
    form: Multipart,
) -> Result<Response, Failure> {
    let key = FormKey::of(&office)?;
    take(&Counter { visit, store, office, key, clerk: None }, Kind::Complaint, form).await
}

/// Where a form is handed in: by whom it is about, or by a clerk who has a letter or a caller.
pub(crate) struct Counter {
    pub(crate) visit: Visit,
    pub(crate) store: Store,
    pub(crate) office: Office,
    pub(crate) key: FormKey,
    pub(crate) clerk: Option<staff::Actor>,
}

/// A form as far as it was read.
struct Sent {
    kind: Kind,
    channel: Channel,
    words: Words,
    controls: Vec<(String, Zeroizing<String>)>,
    left: usize,
}

impl Sent {
    fn control(&self, name: &str) -> &str {
        self.controls.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text.as_str())
    }

    fn slip(&self) -> SentSlip<'_> {
        let [id, receipt, expires, token] =
            ["id", "receipt", "expires", "token"].map(|name| self.control(name));
        SentSlip { id, receipt, expires, token }
    }
}

/// A form whose texts are in order, ready for its files.
struct Ready {
    slip: Slip,
    plain: Plain,
    verified: Verified,
    keys: CaseKeys,
}

/// Why a form goes back to its sender.
enum Back {
    /// There is something to mend.
    Errors(Errors),
    /// Nothing can be sealed now.
    NoKeys,
    /// Nobody in this city may read it.
    Outside,
}

/// Takes a form piece by piece, and answers when it is stored or goes back.
pub(crate) async fn take(counter: &Counter, kind: Kind, mut form: Multipart) -> Result<Response, Failure> {
    let channel = Channel::Web;
    let mut sent = Sent { kind, channel, words: Words::default(), controls: Vec::new(), left: words::room() };
    let mut ready = None;
    let mut files = Files::default();
    // The texts and the slip stand before the files on the page, so they are known when the first file begins.
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return Ok(cut_off(&error)),
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name != "files" {
            match words::text(&mut field, &mut sent.left).await {
                Ok(text) => sent.keep(name, text, counter.clerk.is_some()),
                Err(error) => return Ok(cut_off(&error)),
            }
            continue;
        }
        if ready.is_none() {
            ready = Some(counter.judge(&mut sent).await?);
        }
        // A form that goes back is read to its end all the same: a browser shows no answer before that.
        let Some(Ok(fit)) = &ready else {
            match passed_over(field).await {
                Ok(()) => continue,
                Err(error) => return Ok(cut_off(&error)),
            }
        };
        let submission = &fit.slip.id;
        let context = counter.context(submission);
        let place = Place {
            store: &counter.store,
            office: &counter.office,
            submission,
            context,
            keys: &fit.keys,
            now: counter.office.now(),
        };
        match files.take(field, &place).await {
            Ok(()) => {}
            Err(NotTaken::Broken(error)) => return Ok(cut_off(&error)),
            Err(NotTaken::Failed(failure)) => return Err(failure),
            Err(NotTaken::Problem(what)) => {
                let problem = pages::error(&counter.visit, Problem { field: "files", what });
                ready = Some(Err(Back::Errors(vec![problem])));
            }
        }
    }
    let ready = match ready {
        Some(ready) => ready,
        None => counter.judge(&mut sent).await?,
    };
    // The box stands below the files, where the receipt is.
    let unkept = || ("kept".into(), counter.visit.t("cases-kept-missing").into());
    match ready {
        Ok(_) if sent.control("kept") != "1" => counter.give_back(sent, Back::Errors(vec![unkept()])),
        Ok(ready) => counter.receive(sent, ready, files).await,
        Err(Back::Errors(mut errors)) => {
            let is_told = errors.iter().any(|(field, _)| field == "kept");
            if sent.control("kept") != "1" && !is_told {
                errors.push(unkept());
            }
            counter.give_back(sent, Back::Errors(errors))
        }
        Err(back) => counter.give_back(sent, back),
    }
}

impl Sent {
    fn keep(&mut self, name: String, text: Zeroizing<String>, is_clerk: bool) {
        match name.as_str() {
            "is_head" => self.words.is_head = text.as_str() == "1",
            "level_above" => self.words.level_above = text.as_str() == "1",
            // A clerk says what it is and how it came; a citizen has chosen the one by the address, and the other is this portal.
            "kind" if is_clerk => self.kind = Kind::parse(&text).unwrap_or(self.kind),
            "channel" if is_clerk => self.channel = Channel::parse(&text).unwrap_or(self.channel),
            "kind" if self.kind != Kind::Report && text.as_str() == "suggestion" => {
                self.kind = Kind::Suggestion
            }
            _ => match self.words.of_control(&name) {
                // Taken over, not copied: what is left behind is wiped.
                Some(place) => *place = std::mem::take(&mut *Zeroizing::new(text.trim().to_owned())),
                None if self.controls.len() < 16 => self.controls.push((name, text)),
                None => {}
            },
        }
    }
}

impl Counter {
    fn role(&self) -> Role {
        if self.clerk.is_some() { Role::Staff } else { Role::Server }
    }

    /// A slip for a clerk is drawn before anyone has said what came.
    fn slip_kind(&self, sent: &Sent) -> Kind {
        if self.clerk.is_some() { Kind::Report } else { sent.kind }
    }

    fn context(&self, submission: &record::Id) -> Context {
        let portal = staff::keys::portal(&self.visit.site().base_url);
        Context::of_case(portal, submission.as_str(), 1, Object::Report, self.role())
    }

    /// Whether the texts are in order and can be sealed.
    async fn judge(&self, sent: &mut Sent) -> Result<Result<Ready, Back>, Failure> {
        let visit = &self.visit;
        let now = self.office.now();
        let slip = Slip::check(&self.key, self.slip_kind(sent), &sent.slip(), now);
        let mut errors = Errors::new();
        if self.clerk.is_some() && sent.channel == Channel::Web {
            errors.push(("channel".into(), visit.t("cases-desk-channel-missing").into()));
        }
        let plain = checked(visit, sent.kind, sent.channel, &sent.words);
        if slip.is_none() {
            errors.push(("kept".into(), visit.t("cases-slip-over").into()));
        }
        let plain = match plain {
            Ok(plain) if errors.is_empty() => plain,
            Ok(_) => return Ok(Err(Back::Errors(errors))),
            Err(mut others) => {
                others.append(&mut errors);
                return Ok(Err(Back::Errors(others)));
            }
        };
        let Routed::To(reader) = reader(visit, sent.kind, &plain.about, plain.choice) else {
            return Ok(Err(Back::Outside));
        };
        let (Ok(verified), Some(slip)) = (keys::verified(visit, &self.store, &reader.unit).await?, slip)
        else {
            return Ok(Err(Back::NoKeys));
        };
        let mut chance = Zeroizing::new([0; 96]);
        for third in chance.chunks_exact_mut(32) {
            third.copy_from_slice(Zeroizing::new(self.office.entropy()?).as_slice());
        }
        Ok(Ok(Ready { slip, plain, verified, keys: CaseKeys::from_entropy(&chance) }))
    }

    /// Seals and stores it. Answers only when it cannot be lost any more.
    async fn receive(&self, mut sent: Sent, ready: Ready, files: Files) -> Result<Response, Failure> {
        let visit = &self.visit;
        let Ready { slip, plain, verified, keys } = ready;
        let words = (sent.kind != Kind::Report).then(|| readable(visit, &sent.words));
        // A report has no words that could be offered.
        let is_public = sent.control("public") == "1";
        let draft = draft(&mut sent.words, files);
        let submission = submit(&draft, &verified, &slip.receipt, &keys, &slip.id, self.role())
            .map_err(|fault| fault.key())?;
        submission.check(&verified).map_err(|fault| fault.key())?;
        let arrival = Arrival {
            submission,
            kind: sent.kind,
            channel: sent.channel,
            // Whom a report is about stands under its seal alone.
            concerned_unit: plain.about.receiver.filter(|_| sent.kind != Kind::Report),
            received: plain.came.unwrap_or(visit.today()),
            words,
        };
        let moment = Moment { today: visit.today(), calendar: Calendar::china() };
        let number = arrival.head().number;
        let (actor, entered, to) = match (&self.clerk, sent.kind) {
            (Some(clerk), _) => {
                let to = format!("/staff/cases/intake?done={number}");
                (Actor::Staff(clerk.account.clone()), self.office.now(), to)
            }
            (None, kind) => {
                let start = Instant::start_of(visit.today(), visit.city().utc_offset_minutes);
                let to = if kind == Kind::Report { "/report/sent" } else { "/complain/sent" };
                (Actor::Reporter, start, to.to_owned())
            }
        };
        match receive(&self.store, &arrival, actor, entered, moment).await? {
            Received::New(_) | Received::Again(_) => {
                if is_public {
                    public_words::offer(&self.store, &self.office, &arrival).await?;
                }
                Ok(private(Redirect::to(&visit.href(&to)).into_response()))
            }
            other => Err(format!("a form that was in order was not received: {}", told(&other)).into()),
        }
    }

    /// The form again, with the words kept; the files must be chosen anew.
    fn give_back(&self, sent: Sent, back: Back) -> Result<Response, Failure> {
        let visit = &self.visit;
        let slip_kind = self.slip_kind(&sent);
        let slip = match Slip::check(&self.key, slip_kind, &sent.slip(), self.office.now()) {
            Some(slip) => slip,
            None => Slip::draw(&self.office)?,
        };
        let (errors, notice, status) = match back {
            Back::Outside if self.clerk.is_none() => {
                return Ok(private(visit.page(|| pages::outside(visit, sent.kind))));
            }
            Back::Outside => (Errors::new(), Some("cases-outside"), StatusCode::UNPROCESSABLE_ENTITY),
            Back::NoKeys => (Errors::new(), Some("cases-no-keys"), StatusCode::SERVICE_UNAVAILABLE),
            Back::Errors(errors) => (errors, None, StatusCode::UNPROCESSABLE_ENTITY),
        };
        let token = slip.token(&self.key, slip_kind);
        if let Some(clerk) = &self.clerk {
            let (kind, channel, words) = (sent.kind, Some(sent.channel), &sent.words);
            let page =
                IntakePage { kind, channel, words, slip: &slip, token: &token, errors, notice, done: "" };
            return Ok(crate::desk::intake_page(visit, clerk, status, &page));
        }
        let (about, choice) = asked(&sent.words);
        let Routed::To(reader) = reader(visit, sent.kind, &about, choice) else {
            return Ok(private(visit.page(|| pages::outside(visit, sent.kind))));
        };
        let page = FormPage {
            kind: sent.kind,
            // Whoever came this way has chosen it, or has no scripts.
            way: Way::Plain,
            reader: &reader,
            words: &sent.words,
            slip: &slip,
            token: &token,
            errors,
            notice,
        };
        Ok(private(visit.page_status(status, || pages::form(visit, &page))))
    }
}

/// Moves the texts to where they are sealed; none is left behind.
pub(crate) fn draft(words: &mut Words, files: Files) -> Draft {
    use std::mem::take;
    let report = Report {
        subject: Subject {
            unit: take(&mut words.unit),
            person: take(&mut words.person),
            post: take(&mut words.post),
        },
        what: take(&mut words.what),
        when: take(&mut words.when),
        place: take(&mut words.place),
        evidence: take(&mut words.evidence),
        files: files.notes,
    };
    let identity = Identity {
        name: take(&mut words.name),
        id_number: take(&mut words.id_number),
        phone: take(&mut words.phone),
        address: take(&mut words.address),
        files: files.names,
    };
    Draft { report, identity, files: files.attached }
}

/// What those who handle and moderate a complaint read of it: everything but who sent it.
pub(crate) fn readable(visit: &Visit, words: &Words) -> String {
    let about = [
        ("cases-field-unit", &words.unit),
        ("cases-field-when", &words.when),
        ("cases-field-where", &words.place),
    ];
    let mut text = words.what.clone();
    for (key, value) in about {
        if !value.is_empty() {
            text.push('\n');
            text.push_str(visit.word(key).unwrap_or_default());
            text.push_str(": ");
            text.push_str(value);
        }
    }
    if !words.evidence.is_empty() {
        text.push('\n');
        text.push_str(&words.evidence);
    }
    text
}

/// Reads a file to its end and keeps nothing of it.
async fn passed_over(mut field: axum::extract::multipart::Field<'_>) -> Result<(), MultipartError> {
    while field.chunk().await?.is_some() {}
    Ok(())
}

/// The stream ended where a form does not end: too long, too slow, or no form at all. Nothing was kept.
fn cut_off(error: &MultipartError) -> Response {
    private(error.status().into_response())
}

/// What became of a submission, without its numbers.
fn told(received: &Received) -> &'static str {
    match received {
        Received::New(_) => "new",
        Received::Again(_) => "again",
        Received::Contradicts => "another one has its id or receipt",
        Received::Incomplete(_) => "its files are not whole",
    }
}
