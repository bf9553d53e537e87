//! Every finding has its sentence in both languages, with and without what it names, and none repeats a person's number.

use record::{Code, Lang, Problem, code};

/// The sentences of a finding in both languages: one that names nothing, and one that names whatever can be named.
fn sentences(code: Code) -> Vec<String> {
    const NAMES: [&str; 14] = [
        "allowed",
        "day",
        "delimiter",
        "encoding",
        "expected",
        "field",
        "found",
        "from",
        "limit",
        "number",
        "sheet",
        "table",
        "to",
        "value",
    ];
    let bare = Problem::error(code);
    let full =
        NAMES.iter().fold(bare.clone().in_column("备注"), |problem, name| problem.with(name, "110105"));
    Lang::ALL.into_iter().flat_map(|lang| [ui::fault(lang, &bare), ui::fault(lang, &full)]).collect()
}

#[test]
fn every_finding_has_a_plain_sentence_in_both_languages() {
    for code in code::ALL.iter().copied().chain([Code("OK"), Code("TEXT_AS_IS")]) {
        for sentence in sentences(code) {
            assert!(!sentence.starts_with("fault-"), "{sentence} has no sentence");
            let is_whole = !sentence.contains(['{', '}', '\n']) && !sentence.contains("  ");
            // One sentence: what happened, then what to do, without a full stop.
            let has_two_parts = sentence.contains([';', '，']);
            assert!(is_whole && has_two_parts && !sentence.ends_with(['.', '。', ' ']), "{code}: {sentence}");
        }
    }
}

#[test]
fn a_finding_that_names_nothing_still_reads_well() {
    for code in code::ALL {
        let bare = Problem::error(*code);
        for lang in Lang::ALL {
            let sentence = ui::fault(lang, &bare);
            let names_column =
                matches!(*code, code::COLUMN_MISSING | code::COLUMN_UNKNOWN | code::COLUMN_DUPLICATE);
            assert!(names_column || !sentence.contains("none"), "{code}: {sentence}");
        }
    }
}

#[test]
fn a_number_that_may_be_a_persons_is_not_repeated() {
    let about_numbers =
        |code: &&Code| code.as_str().starts_with("USCC_") || code.as_str().starts_with("PII_");
    for code in code::ALL.iter().filter(about_numbers) {
        for sentence in sentences(*code) {
            assert!(!sentence.contains("110105"), "{sentence}");
        }
    }
}
