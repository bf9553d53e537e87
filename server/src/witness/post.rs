//! One POST over plain HTTP. Nothing of ours speaks TLS outwards, so a witness elsewhere is reached through a proxy on this
//! machine; docs/LOG.md says how.

use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use ledger::note::NOTE_BYTES;
use std::time::Duration;
use tokio::net::TcpStream;

/// A witness that takes longer is asked again later.
const PATIENCE: Duration = Duration::from_secs(10);

/// An address of a policy, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Host and port, as the connection and the header want it.
    host: String,
    /// The path, without a slash at its end.
    path: String,
}

impl Address {
    /// Reads `http://host[:port][/path]`; nothing for anything else.
    pub(super) fn parse(url: &str) -> Option<Address> {
        let rest = url.strip_prefix("http://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let plain = !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        let host = if has_port { host.to_owned() } else { format!("{host}:80") };
        plain.then(|| Address { host, path: path.trim_end_matches('/').to_owned() })
    }
}

/// Sends a body to a path below the address: the status and the body of the answer.
pub(super) async fn post(to: &Address, path: &str, body: String) -> Result<(u16, Bytes), String> {
    match tokio::time::timeout(PATIENCE, send(to, path, body)).await {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => Err("it took too long".to_owned()),
    }
}

async fn send(
    to: &Address,
    path: &str,
    body: String,
) -> Result<(u16, Bytes), Box<dyn std::error::Error + Send + Sync>> {
    let stream = TcpStream::connect(&to.host).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    // It ends with the answer: each request has a connection of its own, once a second at most.
    let connection = tokio::spawn(connection);
    let request = Request::post(format!("{}{path}", to.path))
        .header("host", &to.host)
        .header("content-type", "text/plain; charset=utf-8")
        .body(Full::new(Bytes::from(body)))?;
    let answer = sender.send_request(request).await?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), NOTE_BYTES).collect().await?.to_bytes();
    connection.abort();
    Ok((status, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_http_and_nothing_else() {
        let check = |url, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(host, path)| Address { host: host.into(), path: path.into() });
            assert_eq!(Address::parse(url), expected, "{url}");
        };
        check("http://127.0.0.1:8001", Some(("127.0.0.1:8001", "")));
        check("http://witness.example/w1/", Some(("witness.example:80", "/w1")));
        check("http://[::1]:8001/w", Some(("[::1]:8001", "/w")));
        for url in ["https://witness.example", "witness.example", "http://", "http:///x", "http://a b/"] {
            check(url, None);
        }
    }
}
