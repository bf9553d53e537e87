//! The edge over real sockets: slow clients, crowds, and the end of the server.

use super::{Door, Net};
use crate::given::{self, hasty, text};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

const ASK: &[u8] = b"GET /methods HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

/// Reads until the server closes or nothing comes for a second; tells whether it closed.
async fn rest(stream: &mut TcpStream) -> (String, bool) {
    let mut all = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        match tokio::time::timeout(Duration::from_secs(1), stream.read(&mut buffer)).await {
            Ok(Ok(0) | Err(_)) => return (String::from_utf8_lossy(&all).into_owned(), true),
            Ok(Ok(read)) => all.extend_from_slice(&buffer[..read]),
            Err(_) => return (String::from_utf8_lossy(&all).into_owned(), false),
        }
    }
}

#[tokio::test]
async fn who_says_nothing_is_let_go() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    assert_eq!(rest(&mut silent).await, (String::new(), true));
}

#[tokio::test]
async fn a_head_that_trickles_in_is_not_waited_for() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    let mut closed = false;
    for byte in b"GET / HTTP/1.1\r\nhost: a\r\nx-a: b\r\nx-b: c\r\nx-c: d\r\n".iter().cycle().take(60) {
        closed = slow.write_all(&[*byte]).await.is_err();
        if closed {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(closed || rest(&mut slow).await.1, "each byte must not buy more time");
}

#[tokio::test]
async fn a_second_head_that_trickles_in_is_not_waited_for_either() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    slow.write_all(ASK).await.unwrap();
    let mut first = [0; 12];
    slow.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    slow.write_all(b"GET / HT").await.unwrap();
    let (_, closed) = rest(&mut slow).await;
    assert!(closed);
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_request() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let mut reader = TcpStream::connect(server.address).await.unwrap();
    for _ in 0..3 {
        reader.write_all(ASK).await.unwrap();
        let mut buffer = vec![0; 256 * 1024];
        let mut got = 0;
        loop {
            got += reader.read(&mut buffer[got..]).await.unwrap();
            let answer = String::from_utf8_lossy(&buffer[..got]);
            if answer.ends_with("</html>") {
                assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                break;
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let (_, closed) = rest(&mut reader).await;
    assert!(closed, "and let go when none comes");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let given = given::hall(|config| config.door = hasty()).await;
    let server = given.listening(hasty()).await;
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    slow.write_all(
        b"POST /large-type HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 50\r\n\r\nlarge=1",
    )
    .await
    .unwrap();
    let begin = Instant::now();
    let mut answer = [0; 12];
    let read = slow.read(&mut answer).await.unwrap_or(0);
    assert!(begin.elapsed() < Duration::from_secs(2));
    assert!(read == 0 || answer.starts_with(b"HTTP/1.1 4"), "{:?}", String::from_utf8_lossy(&answer));
}

#[tokio::test]
async fn one_address_cannot_take_every_place() {
    let door = Door { per_address: 3, ..Door::default() };
    let server = given::hall(|_| {}).await.listening(door).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"G").await.unwrap();
        held.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut fourth = TcpStream::connect(server.address).await.unwrap();
    assert!(rest(&mut fourth).await.1);
    drop(held);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut fifth = TcpStream::connect(server.address).await.unwrap();
    fifth.write_all(ASK).await.unwrap();
    let mut first = [0; 12];
    fifth.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
}

#[tokio::test]
async fn a_proxy_we_trust_may_take_them_all() {
    let door =
        Door { per_address: 1, trusted: vec!["127.0.0.0/8".parse::<Net>().unwrap()], ..Door::default() };
    let server = given::hall(|_| {}).await.listening(door).await;
    let mut held = Vec::new();
    for _ in 0..5 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(ASK).await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        held.push(stream);
    }
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let long = format!("GET / HTTP/1.1\r\nhost: a\r\nx-long: {}\r\n\r\n", "a".repeat(40_000));
    let two_lengths =
        "POST /large-type HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello";
    let two_hosts = "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n";
    for (request, status) in [
        ("GET / HTTP/1.1\r\n\r\n", "400"),
        (two_hosts, "400"),
        (two_lengths, "400"),
        ("hello\r\n\r\n", "400"),
        (long.as_str(), "431"),
        ("GET / HTTP/1.0\r\n\r\n", "200"),
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let (answer, _) = rest(&mut stream).await;
        let got = answer.split(' ').nth(1).unwrap_or("nothing");
        let begin: String = request.chars().take(60).collect();
        assert_eq!(got, status, "{begin:?}: {}", &answer[..answer.len().min(300)]);
    }
}

#[tokio::test]
async fn a_request_under_way_may_end_when_the_server_stops() {
    let server = given::hall(|_| {}).await.listening(hasty()).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(ASK).await.unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.unwrap();
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(&ASK[..20]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    server.stop.send(()).unwrap();
    let begin = Instant::now();
    half.write_all(&ASK[20..]).await.unwrap();
    let (answer, closed) = rest(&mut half).await;
    assert!(answer.starts_with("HTTP/1.1 200") && closed, "{answer}");
    server.serving.await.unwrap();
    assert!(begin.elapsed() < Duration::from_secs(3), "an idle connection holds nobody up");
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back_and_a_forged_hop_does_not_help() {
    let given = given::hall(|config| config.rate = 1).await;
    let mut limited = None;
    for n in 0..20 {
        // Each asks for another page, since kept ones cost nothing.
        let response =
            given.get_from("203.0.113.1", &format!("/contact?page=/{n}"), Some(&format!("10.0.0.{n}"))).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            limited = Some(response);
            break;
        }
        assert!(n < 12, "ten at once, and what trickles in meanwhile");
    }
    let limited = limited.expect("twenty are too many");
    assert!(limited.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(limited.headers()[header::CACHE_CONTROL], "no-store");
    assert!(text(limited).await.contains("<html lang=\"zh-CN\""));
    let kept = given.get_from("203.0.113.1", "/contact?page=/0", None).await;
    assert_eq!(kept.status(), StatusCode::OK);
    let other = given.get_from("203.0.113.2", "/contact?page=/other", None).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn too_long_an_address_and_too_long_a_form_are_refused_with_a_page() {
    let given = given::hall(|_| {}).await;
    let long = Request::get(format!("/search?q={}", "a".repeat(9_000))).body(Body::empty()).unwrap();
    let answer = given.ask(long).await;
    assert_eq!(answer.status(), StatusCode::URI_TOO_LONG);
    assert!(text(answer).await.contains("</html>"));
    let form = Request::post("/large-type")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("a=".to_owned() + &"b".repeat(100_000)))
        .unwrap();
    let answer = given.ask(form).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(answer).await.contains("</html>"));
    let json = Request::post("/large-type").header("content-type", "application/json").body(Body::from("{}"));
    assert_eq!(given.ask(json.unwrap()).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn hsts_is_sent_where_readers_come_by_https() {
    let given = given::hall(|config| config.base_url = "https://sunhall.example".to_owned()).await;
    let answer = given.ask(Request::get("/methods").body(Body::empty()).unwrap()).await;
    assert!(answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
}
