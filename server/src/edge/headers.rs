//! The headers every answer carries. A page of ours runs no inline script or style, is framed by nobody
//! and asks the device for nothing, so a browser may refuse all of that.

use axum::http::header::{self, CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue};

/// What a browser may load for a page: files of this site, and WebAssembly among its scripts.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Browsers that know `frame-ancestors` pass over this one; old WebViews know only this one.
    (header::X_FRAME_OPTIONS, "DENY"),
    // With `no-referrer` Chromium posts `Origin: null`, which no check of origins can let through.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// The answer's headers that no page chooses.
#[derive(Clone, Debug)]
pub struct Fixed(Vec<(HeaderName, HeaderValue)>);

impl Fixed {
    /// With `https`, browsers are told never to come by plain HTTP again.
    pub fn new(https: bool) -> Self {
        let mut fixed: Vec<_> =
            FIXED.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        if https {
            let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
            fixed.push((header::STRICT_TRANSPORT_SECURITY, year));
        }
        Self(fixed)
    }

    /// Sets what the answer does not say itself.
    pub(crate) fn set(&self, headers: &mut HeaderMap) {
        headers.reserve(self.0.len() + 6);
        for (name, value) in &self.0 {
            headers.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// What is not said to be public is kept by nobody: not by the browser, not by a proxy.
pub(crate) fn keep_private(headers: &mut HeaderMap) {
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// Open data may be read by any page of any site; nothing else of ours may.
pub(crate) fn open_to_all(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("ETag, Content-Disposition, Link"),
    );
}

/// What a browser asks before it lets a page of another site send a request with headers of its own.
pub(crate) fn answer_preflight(headers: &mut HeaderMap) {
    open_to_all(headers);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("If-None-Match"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_may_run() {
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("nonce") && !POLICY.contains('*'));
        let mut headers = HeaderMap::new();
        Fixed::new(false).set(&mut headers);
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        Fixed::new(true).set(&mut headers);
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn what_is_not_said_to_be_public_is_kept_by_nobody() {
        let mut headers = HeaderMap::new();
        keep_private(&mut headers);
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
        keep_private(&mut headers);
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=60");
    }
}
