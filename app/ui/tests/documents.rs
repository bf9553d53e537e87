//! The document around a page, the error pages, and a page's way to its bytes.

use axum::body::HttpBody;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use leptos::prelude::*;
use record::{Day, Fen, Instant, Lang};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use ui::{Cause, Failure, LogFacts, Nav, Page, Robots, Site, SiteFacts, Visit, VisitSeed, error_page, given};

fn page() -> Page {
    Page {
        title: "<T>".to_owned(),
        description: "A \"fine\" page".to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![("Approvals".to_owned(), "/approvals".to_owned())],
        body: view! { <h1>"One " {2} " three"</h1> }.into_any(),
        ..Page::default()
    }
}

fn text(response: axum::response::Response) -> String {
    let mut body = pin!(response.into_body());
    let mut bytes = Vec::new();
    while let Poll::Ready(Some(Ok(frame))) = body.as_mut().poll_frame(&mut Context::from_waker(Waker::noop()))
    {
        bytes.extend(frame.into_data().unwrap_or_default());
    }
    String::from_utf8(bytes).expect("a page is UTF-8")
}

#[test]
fn a_document_says_where_it_stands_in_both_languages() {
    let visit = given::visit_to(Lang::En, "/approvals", "unit=1&q=a");
    let html = visit.html(page());
    for part in [
        "<!DOCTYPE html><html lang=\"en\"><head>",
        "<title>&lt;T&gt; · Sunhall · Qinhuangdao</title>",
        "<meta name=\"description\" content=\"A &quot;fine&quot; page\"",
        "<link rel=\"canonical\" href=\"https://sunhall.example/en/approvals?unit=1&amp;q=a\"",
        "hreflang=\"zh-CN\" href=\"https://sunhall.example/approvals?unit=1&amp;q=a\"",
        "<a href=\"#main\" class=\"skip\">",
        "<a lang=\"zh-CN\" hreflang=\"zh-CN\" href=\"/approvals?unit=1&amp;q=a\" class=\"masthead__language\">",
        "<h1>One 2 three</h1>",
        "href=\"tel:12345\"",
        "Demonstration data",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<!>") && !html.contains("<!--"), "{html}");
    assert_eq!(html.matches("aria-current").count(), 1, "{html}");
}

#[test]
fn the_same_page_is_the_same_bytes() {
    let visit = given::visit(Lang::Zh);
    let once = visit.html(|| ui::components_page(&visit));
    assert_eq!(once, visit.html(|| ui::components_page(&visit)));
}

#[test]
fn only_a_page_with_an_island_loads_a_script() {
    let visit = given::visit(Lang::Zh);
    assert!(!visit.html(page()).contains("<script"));
    let html = visit.html(Page { bundle: Some(ui::Bundle::Public), ..page() });
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert!(
        html.contains("<meta name=\"bundle\" content=\"/browser.js\" data-wasm=\"/browser.wasm\""),
        "{html}"
    );
}

#[test]
fn a_page_that_is_not_indexed_names_no_other_language() {
    let visit = given::visit(Lang::Zh);
    let html = visit.html(Page { robots: Robots::NoIndex, ..page() });
    assert!(
        html.contains("<meta name=\"robots\" content=\"noindex\"") && !html.contains("rel=\"alternate\"")
    );
}

#[test]
fn large_type_and_a_real_city_show() {
    let given = given::visit_to(Lang::Zh, "/approvals", "");
    let facts = SiteFacts {
        city: given.city().clone(),
        assets: [("main.css".to_owned(), "/assets/main.1a2b.css".to_owned())].into(),
        demo: false,
        base_url: "https://sunhall.example".to_owned(),
        nav: vec![Nav::Home, Nav::Approvals],
        log: LogFacts::default(),
    };
    let seed = VisitSeed {
        lang: Lang::Zh,
        path: "/approvals".to_owned(),
        query: String::new(),
        today: given.today(),
        now: given.now(),
        large: true,
    };
    let html = Visit::new(Site::new(facts), seed).html(page());
    assert!(html.contains("<html lang=\"zh-CN\" class=\"large\""), "{html}");
    assert!(html.contains("href=\"/assets/main.1a2b.css\""), "{html}");
    assert!(html.contains("标准字号"), "{html}");
    assert!(!html.contains("演示数据") && !html.contains("href=\"/trading\""), "{html}");
}

#[test]
fn an_error_page_says_what_happened_what_to_do_and_whom_to_call() {
    for lang in Lang::ALL {
        let visit = given::visit_to(lang, "/nowhere", "");
        let mut titles = Vec::new();
        for status in [403, 404, 422, 429, 500, 503] {
            let status = StatusCode::from_u16(status).expect("these are statuses");
            let response = error_page(&visit, status);
            assert_eq!(response.status(), status);
            assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
            let html = text(response);
            assert!(html.contains("href=\"tel:+863353912345\""), "{html}");
            titles.push(html.split("<h1>").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned));
        }
        titles.dedup();
        assert_eq!(titles.len(), 6, "{titles:?}");
    }
}

#[test]
fn a_failure_carries_its_cause_and_shows_nothing_of_it() {
    let error = "seven".parse::<u8>().expect_err("seven is not a digit");
    let response = Failure::from(error).into_response();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let cause = response.extensions().get::<Cause>().expect("the cause is there").0.to_string();
    assert_eq!(cause, "invalid digit found in string");
    assert_eq!(text(response), "");
    assert_eq!(Failure::unavailable("busy").into_response().status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[test]
fn a_page_with_signals_is_built_where_they_live() {
    let visit = given::visit(Lang::Zh);
    let html = visit.html(|| {
        let days = RwSignal::new(8);
        Page { body: view! { <p>{move || days.get()}</p> }.into_any(), ..Page::default() }
    });
    assert!(html.contains("<p>8</p>"), "{html}");
}

#[test]
fn days_amounts_and_moments_read_as_people_say_them() {
    let (zh, en) = (given::visit(Lang::Zh), given::visit(Lang::En));
    let day = Day::parse("2026-03-07").expect("a day");
    assert_eq!((zh.day(day), en.day(day)), ("2026年3月7日".into(), "7 March 2026".into()));
    assert_eq!((zh.short_day(day), en.short_day(day)), ("3月7日".into(), "7 March".into()));
    let moment = Instant::parse("2026-11-23T08:41:02Z").expect("an instant");
    assert_eq!(zh.moment(moment), "2026年11月23日 16:41");
    let yuan = |text| Fen::parse_yuan(text).expect("an amount");
    assert_eq!(
        (zh.money(yuan("1234.5")), en.money(yuan("1234.5"))),
        ("1,234.50 元".into(), "CNY 1,234.50".into())
    );
    for (amount, in_zh, in_en) in [
        ("9999.99", "9,999.99 元", "CNY 9,999.99"),
        ("32864000", "3,286.40 万元", "CNY 32.86 million"),
        ("437000000", "4.37 亿元", "CNY 437.00 million"),
        ("0.01", "0.01 元", "CNY 0.01"),
        ("-5", "-5.00 元", "CNY -5.00"),
    ] {
        assert_eq!(
            (zh.round_money(yuan(amount)), en.round_money(yuan(amount))),
            (in_zh.into(), in_en.into())
        );
    }
}

#[test]
fn a_link_stays_in_the_readers_language() {
    let en = given::visit_to(Lang::En, "/", "");
    assert_eq!(en.href("/"), "/en/");
    assert_eq!(en.href("/approvals?unit=1"), "/en/approvals?unit=1");
    assert_eq!(en.href("#main"), "#main");
    assert_eq!(en.href("https://example.org/"), "https://example.org/");
    assert_eq!(en.other_language(), (Lang::Zh, "/".to_owned()));
}
