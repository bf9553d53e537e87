//! A case to take away, sealed as it is: for an auditor, a court or the archive, who open it with Debian's `age` and the key of whoever
//! took it (`docs/open-case.sh`), and need no program of ours. It holds the key of the case for that one account alone.

mod tar;

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use record::Id;
use serde_json::{Value, json};
use sheet::download::{Pieces, Stop, body};
use staff::{Action, keys};
use store::Store;

use super::parcel::sealer;
use super::seat::{Answered, Found, Halt, Seat};
use crate::routes::private;
use crate::table::{self, Attachment, PART_BYTES};

/// `GET /staff/cases/{case}/export`
pub(crate) async fn export(seat: Seat, Path(named): Path<String>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::Export, &found.object).await?;
    let entries = entries(&seat, &found).await?;
    let files = table::attachments(&seat.store, &found.case.head().id).await?;
    let mut write = seat.store.write().await?;
    seat.audit(&mut write, Action::Export, &found.object).await?;
    write.commit_unseen().await?;
    Ok(archive(seat.store.clone(), &found, entries, files))
}

/// What stands in the archive before the files: names and bytes.
type Entries = Vec<(String, Vec<u8>)>;

async fn entries(seat: &Seat, found: &Found) -> Result<Entries, Halt> {
    let (store, id) = (&seat.store, &found.case.head().id);
    let chain = table::key_chain(store, id).await?;
    let newest = chain.keys.last().ok_or("a case has a key")?.epoch;
    let mut entries = vec![("case.json".to_owned(), facts(seat, found).await?)];
    if let Some(wrap) = table::wrap_for(store, id, newest, &seat.actor.account).await? {
        entries.push((format!("key-{newest}.age"), wrap));
    }
    let mut blobs = vec![("report".to_owned(), "report.age".to_owned())];
    blobs.push(("identity".to_owned(), "identity.age".to_owned()));
    blobs.push(("share_a".to_owned(), "share-a.age".to_owned()));
    blobs.extend(
        (2..=newest)
            .map(|epoch| (table::previous_key(epoch), format!("key-{}-under-{epoch}.age", epoch - 1))),
    );
    for (blob, name) in blobs {
        let bytes = table::blob(store, id, &blob).await?.ok_or("a case holds what was sealed")?;
        entries.push((name, bytes));
    }
    for message in table::messages(store, id, false).await? {
        entries.push((format!("message-{}.age", message.seq), message.letter.to_team));
    }
    Ok(entries)
}

/// What is no secret of it, and what says where each sealed part belongs.
async fn facts(seat: &Seat, found: &Found) -> Result<Vec<u8>, Halt> {
    let (store, head) = (&seat.store, found.case.head());
    let reporter = table::keys_for_reporter(store, &head.id).await?.ok_or("a case has a receipt's key")?;
    let messages: Vec<Value> = table::messages(store, &head.id, false)
        .await?
        .into_iter()
        .map(|message| {
            json!({
                "number": message.seq,
                "day": message.day,
                "sender": message.letter.sender.as_str(),
                "sealed_by": message.letter.role,
                "epoch": message.letter.epoch,
                "signature": message.letter.signature,
            })
        })
        .collect();
    let facts = json!({
        "portal": keys::portal(&seat.visit.site().base_url),
        "case": head.id,
        "number": head.number,
        "received": head.received,
        "sealed_by": sealer(head.sealed_by).as_str(),
        "keys": table::key_chain(store, &head.id).await?.keys,
        "sign_key": reporter.1,
        "messages": messages,
        "taken_by": seat.actor.account,
        "taken_on": seat.visit.today(),
    });
    Ok(serde_json::to_vec_pretty(&facts)?)
}

/// The archive, read and sent part by part.
fn archive(store: Store, found: &Found, entries: Entries, files: Vec<Attachment>) -> Response {
    let (id, number) = (found.case.head().id.clone(), found.case.head().number.clone());
    let named = format!("attachment; filename=\"{number}.tar\"");
    let content = body(async move |pieces: Pieces<store::Error>| {
        for (name, bytes) in entries {
            pieces.send(tar::file(&format!("{number}/{name}"), &bytes)).await?;
        }
        for file in files {
            send(&pieces, &store, &id, &number, &file).await?;
        }
        pieces.send(tar::end()).await
    });
    private(
        ([(CONTENT_TYPE, "application/x-tar".to_owned()), (CONTENT_DISPOSITION, named)], content)
            .into_response(),
    )
}

async fn send(
    pieces: &Pieces<store::Error>,
    store: &Store,
    case: &Id,
    number: &str,
    file: &Attachment,
) -> Result<(), Stop<store::Error>> {
    let name = format!("{number}/file-{}-{}.age", file.number, file.object);
    pieces.send(tar::head(&name, file.bytes)).await?;
    let parts = u32::try_from(file.bytes.div_ceil(PART_BYTES as u64)).unwrap_or(u32::MAX);
    for part in 0..parts {
        let Some(bytes) = table::part(store, case, &file.upload, part).await? else {
            // A short file must not pass for a whole one.
            return Err(Stop::Gone);
        };
        pieces.send(bytes).await?;
    }
    pieces.send(tar::rest(file.bytes)).await
}
