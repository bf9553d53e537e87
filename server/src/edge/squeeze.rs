//! Gzip for open data on its way out. A register of millions of rows is streamed, never held, so it cannot
//! be packed beforehand like a page; packed lightly as it passes it is still a fifth of its size.

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue, VARY};
use axum::http::{Response, StatusCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body::Frame;
use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Light: the line to the reader is seldom faster than this, and both cores have pages to make.
const LEVEL: u32 = 2;
/// Packed bytes are sent on in pieces of about this size.
const PIECE: usize = 16 * 1024;

/// Packs a 200 for a reader who takes gzip.
pub(super) fn squeeze(asked: &HeaderMap, response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    parts.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    let takes_gzip = asked.get_all(ACCEPT_ENCODING).iter().any(|line| {
        line.to_str()
            .is_ok_and(|line| line.split(',').any(|offer| matches!(offer.trim(), "gzip" | "gzip;q=1.0")))
    });
    if !takes_gzip || parts.status != StatusCode::OK || parts.headers.contains_key(CONTENT_ENCODING) {
        return Response::from_parts(parts, body);
    }
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(CONTENT_LENGTH);
    let packer = Some(GzEncoder::new(Vec::with_capacity(2 * PIECE), Compression::new(LEVEL)));
    Response::from_parts(parts, Body::new(Squeezed { body, packer }))
}

struct Squeezed {
    body: Body,
    /// Taken when the body has ended.
    packer: Option<GzEncoder<Vec<u8>>>,
}

impl http_body::Body for Squeezed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        loop {
            let Some(packer) = self.packer.as_mut() else { return Poll::Ready(None) };
            if packer.get_ref().len() >= PIECE {
                let piece = std::mem::replace(packer.get_mut(), Vec::with_capacity(2 * PIECE));
                return Poll::Ready(Some(Ok(Frame::data(piece.into()))));
            }
            match ready!(http_body::Body::poll_frame(Pin::new(&mut self.body), cx)) {
                Some(Ok(frame)) => {
                    let (Ok(data), Some(packer)) = (frame.into_data(), self.packer.as_mut()) else {
                        continue;
                    };
                    packer.write_all(&data).map_err(axum::Error::new)?;
                }
                // A stream that breaks off stays broken: the reader must not take it for the whole.
                Some(Err(error)) => {
                    self.packer = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let Some(packer) = self.packer.take() else { return Poll::Ready(None) };
                    let rest = packer.finish().map_err(axum::Error::new)?;
                    return Poll::Ready(Some(Ok(Frame::data(rest.into()))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use std::io::Read;

    #[tokio::test]
    async fn what_is_unpacked_is_what_was_packed() {
        let text = "编号,事项,单位\n".repeat(20_000);
        let mut asked = HeaderMap::new();
        asked.insert(ACCEPT_ENCODING, HeaderValue::from_static("br, gzip"));
        let response = squeeze(&asked, Response::new(Body::from(text.clone())));
        assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
        let packed = response.into_body().collect().await.unwrap().to_bytes();
        assert!(packed.len() < text.len() / 5);
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut unpacked).unwrap();
        assert!(unpacked == text);
        asked.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=0, identity"));
        let response = squeeze(&asked, Response::new(Body::from("text")));
        assert!(!response.headers().contains_key(CONTENT_ENCODING));
    }
}
