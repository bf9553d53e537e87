//! A form as a browser without scripts fills and sends it.

/// What stands between the parts of a body.
pub const BOUNDARY: &str = "----sunhall";

/// Texts in order, then files.
///
/// ```
/// let form = tests::form::hidden(r#"<input type="hidden" name="id" value="7"><input name="what">"#);
/// let body = form.with("what", "a queue").file("a.txt", b"hello").multipart();
/// let body = String::from_utf8(body).unwrap();
/// assert!(body.contains("name=\"id\"\r\n\r\n7\r\n") && body.contains("filename=\"a.txt\""));
/// ```
#[derive(Clone, Default)]
pub struct Form {
    texts: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

impl Form {
    /// The form with this text in this field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.texts.retain(|(known, _)| known != name);
        self.texts.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The form with one file more.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: &[u8]) -> Form {
        self.files.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// The text of a field; empty where there is none.
    pub fn value(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What `content-type` says of [`multipart`](Self::multipart).
    pub fn content_type() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// The body, as a browser sends it: in the order of the page, where the box that says "I have copied it" stands below the
    /// files.
    pub fn multipart(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let (below, above): (Vec<_>, Vec<_>) = self.texts.iter().partition(|(name, _)| name == "kept");
        let text = |body: &mut Vec<u8>, (name, value): &(String, String)| {
            body.extend_from_slice(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        };
        above.into_iter().for_each(|field| text(&mut body, field));
        for (name, bytes) in &self.files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        below.into_iter().for_each(|field| text(&mut body, field));
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        body
    }
}

/// The hidden fields of a page's form.
pub fn hidden(page: &str) -> Form {
    let mut form = Form::default();
    for tag in page.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
        let attribute =
            |name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        if let (Some("hidden"), Some(name)) = (attribute("type"), attribute("name"))
            && name != "back"
        {
            form = form.with(name, attribute("value").unwrap_or_default());
        }
    }
    form
}
