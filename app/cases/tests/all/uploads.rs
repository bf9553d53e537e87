//! Sealed files in parts.

use cases::case::Kind;
use cases::table::{self, PART_BYTES, PartAnswer, Received, Uploaded};
use record::Id;
use seal::{Attached, Object};
use sha2::{Digest, Sha256};

use super::given::{Hall, now};

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

async fn put(hall: &Hall, upload: &Id, submission: &Id, part: u32, bytes: &[u8]) -> PartAnswer {
    table::put_part(&hall.store, upload, submission, part, bytes.to_vec(), &hash(bytes), now()).await.unwrap()
}

#[tokio::test]
async fn parts_come_in_any_order_and_twice_and_make_one_file() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let mut arrival = hall.arrival(Kind::Report, "cdi");
        let (upload, submission) = (hall.id(), arrival.submission.id.clone());
        let file: Vec<u8> = (0..PART_BYTES + 100).map(|n| (n % 251) as u8).collect();
        let (first, second) = file.split_at(PART_BYTES);
        assert_eq!(put(&hall, &upload, &submission, 1, second).await, PartAnswer::Stored);
        assert_eq!(table::parts(&hall.store, &upload, &submission).await.unwrap(), [(1, hash(second))]);
        assert!(table::parts(&hall.store, &upload, &upload).await.unwrap().is_empty());
        let bytes = file.len() as u64;
        let attached = Attached {
            upload: upload.clone(),
            object: Object::Attachment,
            number: 1,
            bytes,
            sha256: hash(&file),
        };
        arrival.submission.files = vec![attached.clone()];
        assert_eq!(hall.receive(&arrival).await, Received::Incomplete(vec![upload.clone()]));
        assert_eq!(table::case(&hall.store, &submission).await.unwrap(), None);
        assert_eq!(put(&hall, &upload, &submission, 0, first).await, PartAnswer::Stored);
        assert_eq!(put(&hall, &upload, &submission, 0, first).await, PartAnswer::Again);
        assert_eq!(put(&hall, &upload, &submission, 0, second).await, PartAnswer::Conflict);
        assert_eq!(put(&hall, &upload, &upload, 2, second).await, PartAnswer::Conflict);
        let other = Attached { sha256: hash(second), ..attached.clone() };
        assert_eq!(table::finish_upload(&hall.store, &submission, &other).await.unwrap(), Uploaded::Not);
        let id = hall.take(&arrival).await;
        let [kept] = &table::attachments(&hall.store, &id).await.unwrap()[..] else { panic!("one file") };
        assert_eq!((kept.bytes, kept.object.as_str(), kept.number), (bytes, "attachment", 1));
        let mut read = Vec::new();
        while let Some(part) =
            table::part(&hall.store, &id, &upload, (read.len() / PART_BYTES) as u32).await.unwrap()
        {
            read.extend(part);
            if read.len() == file.len() {
                break;
            }
        }
        assert_eq!(read, file);
        // A whole file takes no more, and nothing says when it was sent.
        assert_eq!(put(&hall, &upload, &submission, 2, second).await, PartAnswer::Conflict);
        let row = store::sql("SELECT began FROM upload").one(&hall.store).await.unwrap().unwrap();
        assert_eq!(row.opt_text(0), None);
    }
}

#[tokio::test]
async fn what_is_damaged_or_too_large_is_refused() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let (upload, submission) = (hall.id(), hall.id());
        let said = hash(b"something else");
        let damaged = table::put_part(&hall.store, &upload, &submission, 0, b"this".to_vec(), &said, now())
            .await
            .unwrap();
        assert_eq!(damaged, PartAnswer::Damaged);
        assert_eq!(put(&hall, &upload, &submission, 0, &[]).await, PartAnswer::TooLarge);
        assert_eq!(put(&hall, &upload, &submission, 0, &vec![0; PART_BYTES + 1]).await, PartAnswer::TooLarge);
        assert_eq!(put(&hall, &upload, &submission, 226, b"x").await, PartAnswer::TooLarge);
        assert_eq!(put(&hall, &upload, &submission, 225, b"x").await, PartAnswer::Stored);
    }
}

#[tokio::test]
async fn a_file_nobody_finished_dies_after_a_day() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let (upload, submission) = (hall.id(), hall.id());
        put(&hall, &upload, &submission, 0, b"x").await;
        let later = |seconds| now().plus_seconds(seconds);
        assert_eq!(table::sweep_uploads(&hall.store, later(24 * 3600)).await.unwrap(), 0);
        assert_eq!(table::sweep_uploads(&hall.store, later(24 * 3600 + 1)).await.unwrap(), 1);
        let rows = store::sql("SELECT part FROM upload_part").all(&hall.store).await.unwrap();
        assert!(rows.is_empty());
    }
}
