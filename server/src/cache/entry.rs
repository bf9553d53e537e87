//! One kept page or file: its bytes, plain and compressed, each with its finished headers.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderValue, IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::{Method, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use sha2::{Digest, Sha256};
use std::io::Write;
use tokio::sync::OnceCell;

/// Smaller bodies are not worth the header that says they are compressed.
const WORTHWHILE: usize = 1_024;
/// A page larger than this is not kept; none of ours comes near.
const LARGEST: usize = 4 * 1_024 * 1_024;

/// How the bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The best that the reader understands, by `Accept-Encoding`.
    fn wanted(headers: &HeaderMap) -> Self {
        let mut best = Coding::Plain;
        for line in headers.get_all(ACCEPT_ENCODING) {
            for offer in line.to_str().unwrap_or_default().split(',') {
                let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
                // A weight is zero when nothing but zeros stands behind its `q=`.
                let weight = weight.trim().trim_start_matches("q=");
                if weight.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
                    continue;
                }
                match name.trim() {
                    "br" => return Coding::Brotli,
                    "gzip" => best = Coding::Gzip,
                    _ => {}
                }
            }
        }
        best
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Coding::Plain => None,
            Coding::Gzip => Some("gzip"),
            Coding::Brotli => Some("br"),
        }
    }

    fn pack(self, body: &[u8]) -> Vec<u8> {
        const SOUND: &str = "writing to memory cannot fail";
        match self {
            Coding::Plain => body.to_vec(),
            Coding::Gzip => {
                let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
                packer.write_all(body).expect(SOUND);
                packer.finish().expect(SOUND)
            }
            Coding::Brotli => {
                let mut packer = brotli::CompressorWriter::new(Vec::new(), 16 * 1_024, 5, 20);
                packer.write_all(body).expect(SOUND);
                packer.into_inner()
            }
        }
    }
}

/// The bytes in one coding, with every header they go out with.
#[derive(Clone, Debug)]
struct Variant {
    body: Bytes,
    headers: HeaderMap,
}

impl Variant {
    fn new(body: Bytes, mut headers: HeaderMap, hash: &str, coding: Coding) -> Self {
        // Strong tags name the bytes on the wire, so each coding has its own.
        let tag = match coding.name() {
            None => format!("\"{hash}\""),
            Some(name) => {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
                format!("\"{hash}-{name}\"")
            }
        };
        headers.insert(ETAG, HeaderValue::try_from(tag).expect("a hash in quotes is a header's value"));
        headers.insert(CONTENT_LENGTH, body.len().into());
        Self { body, headers }
    }

    fn answer(&self, is_head: bool, asked: &HeaderMap) -> Response<Body> {
        let tag = &self.headers[ETAG];
        if asked.get(IF_NONE_MATCH).is_some_and(|known| is_known(known, tag)) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            let mut headers = self.headers.clone();
            headers.remove(CONTENT_LENGTH);
            headers.remove(CONTENT_ENCODING);
            headers.remove(CONTENT_TYPE);
            *response.headers_mut() = headers;
            return response;
        }
        let body = if is_head { Body::empty() } else { Body::from(self.body.clone()) };
        let mut response = Response::new(body);
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// Whether a list of tags holds this one. The weak mark is passed over, as RFC 9110 13.1.2 says.
fn is_known(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let Ok(known) = known.to_str() else { return false };
    known.split(',').any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known).as_bytes() == tag.as_bytes()
    })
}

/// One page or file.
#[derive(Debug)]
pub(crate) struct Entry {
    hash: String,
    /// The headers without tag, length and coding.
    headers: HeaderMap,
    plain: Variant,
    gzip: OnceCell<Option<Variant>>,
    brotli: OnceCell<Option<Variant>>,
}

impl Entry {
    /// Keeps an answer that is for everyone: a 200 with HTML or XML that sets no cookie and says nothing
    /// about caches itself. Anything else comes back as it was.
    pub(crate) async fn of(response: Response<Body>) -> Result<Self, Response<Body>> {
        if !is_for_everyone(&response) {
            return Err(response);
        }
        let (mut parts, body) = response.into_parts();
        match Limited::new(body, LARGEST).collect().await {
            Ok(body) => {
                parts
                    .headers
                    .insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
                parts.headers.insert(VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
                Ok(Self::new(parts.headers, body.to_bytes()))
            }
            Err(error) => {
                tracing::error!(error, "A page broke off while it was being made");
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                Err(response)
            }
        }
    }

    /// Bytes with their headers; packed when somebody asks for them packed.
    pub(crate) fn new(headers: HeaderMap, body: Bytes) -> Self {
        let hash = hex::encode(&Sha256::digest(&body)[..16]);
        let plain = Variant::new(body, headers.clone(), &hash, Coding::Plain);
        Self { hash, headers, plain, gzip: OnceCell::new(), brotli: OnceCell::new() }
    }

    /// Bytes whose packed forms were made by the build.
    pub(crate) fn packed(
        headers: HeaderMap,
        body: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
    ) -> Self {
        let mut entry = Self::new(headers, body);
        let twin = |body: Option<Bytes>, coding| {
            let variant = body.map(|body| Variant::new(body, entry.headers.clone(), &entry.hash, coding));
            OnceCell::new_with(Some(variant))
        };
        let (gzip, brotli) = (twin(gzip, Coding::Gzip), twin(brotli, Coding::Brotli));
        (entry.gzip, entry.brotli) = (gzip, brotli);
        entry
    }

    /// The answer to a GET or HEAD with these headers.
    pub(crate) async fn answer(&self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let packed = match Coding::wanted(asked) {
            Coding::Brotli => self.pack(&self.brotli, Coding::Brotli).await,
            Coding::Gzip => self.pack(&self.gzip, Coding::Gzip).await,
            Coding::Plain => None,
        };
        packed.unwrap_or(&self.plain).answer(method == Method::HEAD, asked)
    }

    async fn pack<'a>(&'a self, cell: &'a OnceCell<Option<Variant>>, coding: Coding) -> Option<&'a Variant> {
        cell.get_or_init(|| async {
            if self.plain.body.len() < WORTHWHILE {
                return None;
            }
            let body = self.plain.body.clone();
            // A millisecond or two of arithmetic, kept off the threads that answer.
            let packed = tokio::task::spawn_blocking(move || coding.pack(&body)).await.ok()?;
            Some(Variant::new(packed.into(), self.headers.clone(), &self.hash, coding))
        })
        .await
        .as_ref()
    }

    /// Bytes of memory, the packed forms and the headers included.
    pub(crate) fn weight(&self) -> usize {
        self.plain.body.len() * 3 / 2 + 4_096
    }
}

fn is_for_everyone(response: &Response<Body>) -> bool {
    let headers = response.headers();
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let size = HttpBody::size_hint(response.body()).exact();
    response.status() == StatusCode::OK
        && size.is_none_or(|size| size <= LARGEST as u64)
        && (kind.starts_with("text/html") || kind.starts_with("application/xml"))
        && !headers.contains_key(SET_COOKIE)
        && !headers.contains_key(CACHE_CONTROL)
}
