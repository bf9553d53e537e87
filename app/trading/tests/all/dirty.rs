//! Every broken file of open contracting data is reported as its description says, and what is good in it goes in.

use std::io::{Cursor, Write};

use trading::table::Filter;

use super::given::{Hall, sample, told};

/// What `expected.csv` says of a file, as `code path level`.
fn expected(file: &str) -> Vec<String> {
    let mut rows = csv::Reader::from_path(sample("dirty/expected.csv")).expect("the sample is there");
    let rows = rows.records().map(|row| row.expect("the sample is a table")).filter(|row| &row[0] == file);
    let level = |word: &str| match word {
        "错误" => "error",
        "警告" => "warning",
        _ => "notice",
    };
    rows.map(|row| format!("{} {} {}", &row[3], &row[2], level(&row[4]))).collect()
}

#[tokio::test]
async fn the_broken_files_are_reported_as_described() {
    for (file, taken, refused, refused_whole) in [
        ("22_ocds_invalid.json", 4, 2, false),
        ("23_json_truncated.json", 0, 1, true),
        ("24_json_deep.json", 0, 1, true),
        ("25_json_duplicate_keys.json", 0, 1, false),
    ] {
        let hall = Hall::sqlite().await;
        let (summary, faults) = hall.import(&sample(&format!("dirty/{file}"))).await;
        let mut told = told(&faults);
        let mut expected = expected(file);
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "{file}");
        assert_eq!(
            (summary.taken, summary.refused, summary.file_refused),
            (taken, refused, refused_whole),
            "{file}"
        );
        // What does not conform is kept and marked, only what cannot be kept is missing.
        let kept = hall.list(&Filter::default()).await;
        assert_eq!(kept.len() as u64, taken, "{file}");
        assert!(kept.iter().filter(|listed| !listed.conforms).count() <= 4, "{file}");
    }
}

#[tokio::test]
async fn a_refused_release_leaves_the_others() {
    let hall = Hall::sqlite().await;
    let release = |id: &str, rest: &str| {
        format!(
            r#"{{"ocid": "ocds-abc123-1", "id": "{id}", "date": "2026-01-0{id}T00:00:00Z", "tag": ["tender"], "initiationType": "tender"{rest}}}"#
        )
    };
    let text = format!(
        r#"{{"releases": [{}, {{"id": "2"}}, {}, 7, {}], "uri": "https://example.org/1", "version": "1.1",
            "publishedDate": "2026-01-01T00:00:00Z", "publisher": {{"name": "A"}}}}"#,
        release("1", r#", "tender": {"id": "1", "title": "A", "title": "B"}"#),
        release("3", r#", "tender": {"id": "1", "title": "C"}"#),
        release("3", r#", "tender": {"id": "1", "title": "C"}"#),
    );
    let (summary, faults) = hall.import_from(Cursor::new(text), "p.json").await;
    assert_eq!(
        told(&faults),
        [
            "JSON_DUPLICATE_KEY releases/0/tender/title error",
            "OCDS_REQUIRED releases/1/ocid error",
            "OCDS_REQUIRED releases/1/date error",
            "OCDS_TYPE releases/3 error",
            "DUPLICATE_IDENTICAL releases/4/id warning",
        ]
    );
    assert_eq!(summary.taken, 1);
    let kept = hall.list(&Filter::default()).await;
    assert_eq!(kept.iter().map(|listed| listed.title.as_str()).collect::<Vec<_>>(), ["C"]);
}

#[tokio::test]
async fn one_release_is_kept_byte_for_byte_however_it_came() {
    let release = "{\n  \"ocid\": \"ocds-abc123-1\", \"id\" : \"1\", \"date\":\"2026-01-01T00:00:00Z\",\n \"tag\":[\"tender\"],\n \
                   \"initiationType\":\"tender\", \"tender\":{\"id\":\"1\",\"value\":{\"amount\": 1.10e2, \"currency\":\"CNY\"}}}";
    let line = release.replace('\n', " ");
    let list = format!("[{release}]");
    let package = format!(
        r#"{{"version":"1.1","uri":"https://example.org/1","publishedDate":"2026-01-01T00:00:00Z","publisher":{{"name":"A"}},"releases":[ {release} ]}}"#
    );
    let record = format!(
        r#"{{"version":"1.1","uri":"https://example.org/1","publishedDate":"2026-01-01T00:00:00Z","publisher":{{"name":"A"}},"records":[{{"ocid":"ocds-abc123-1","releases":[{release}]}}]}}"#
    );
    let lines = format!("{line}\n\n{}\n", line.replace("\"1\"", "\"2\""));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(package.as_bytes()).expect("a vector takes bytes");
    let packed = packed.finish().expect("a vector takes bytes");
    for (name, bytes, kept) in [
        ("release.json", release.as_bytes().to_vec(), release),
        ("bom.json", format!("\u{feff}{release}\n").into_bytes(), release),
        ("list.json", list.into_bytes(), release),
        ("package.json", package.clone().into_bytes(), release),
        ("record.json", record.into_bytes(), release),
        ("lines.jsonl", lines.into_bytes(), line.as_str()),
        ("package.jsonl", package.replace('\n', " ").into_bytes(), line.as_str()),
        ("packed.json.gz", packed, release),
    ] {
        let hall = Hall::sqlite().await;
        let (summary, _) = hall.import_from(Cursor::new(bytes), name).await;
        assert_eq!(summary.refused, 0, "{name}");
        let text = trading::table::text_of(&hall.store, "ocds-abc123-1", 1).await.expect("it is read");
        assert_eq!(text.as_deref(), Some(kept), "{name}");
        assert_eq!(
            hall.list(&Filter::default()).await[0].estimate.as_ref().and_then(|value| value.fen()),
            Some(11_000)
        );
    }
}

#[tokio::test]
async fn a_file_that_is_no_open_contracting_data_is_refused_as_a_whole() {
    for (text, code) in [
        ("", "FILE_EMPTY"),
        ("{\"a\": 1}", "OCDS_KIND"),
        ("ocid,id\n1,2\n", "JSON_SYNTAX"),
        ("{\"releases\": [] ", "JSON_SYNTAX"),
    ] {
        let hall = Hall::sqlite().await;
        let (summary, faults) = hall.import_from(Cursor::new(text.to_owned()), "x.json").await;
        assert!(summary.file_refused, "{text}: {summary:?}");
        assert_eq!(told(&faults), [format!("{code}  error")], "{text}");
    }
}
