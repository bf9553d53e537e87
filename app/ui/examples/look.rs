//! Writes the page of components and the error pages into a folder, with their style beside them, so
//! that a browser can show them without a server: `cargo run -p ui --example look -- FOLDER`.

use axum::body::HttpBody;
use record::Lang;
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use ui::given;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "look".to_owned()));
    fs::create_dir_all(&folder)?;
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style");
    fs::write(folder.join("main.css"), bundled(&style)?)?;
    for lang in Lang::ALL {
        let visit = given::visit(lang);
        let html = visit.html(|| ui::components_page(&visit));
        fs::write(folder.join(format!("components-{}.html", lang.code())), local(html))?;
        for status in [403, 404, 422, 429, 500, 503] {
            let status = axum::http::StatusCode::from_u16(status).expect("these are statuses");
            let html = bytes(ui::error_page(&visit, status).into_body());
            fs::write(folder.join(format!("{}-{}.html", status.as_u16(), lang.code())), local(html))?;
        }
    }
    Ok(())
}

/// The style sheets in the order of `main.css`.
fn bundled(style: &Path) -> std::io::Result<String> {
    let mut bundle = String::new();
    for line in fs::read_to_string(style.join("main.css"))?.lines() {
        if let Some(name) = line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            bundle.push_str(&fs::read_to_string(style.join(name))?);
        }
    }
    Ok(bundle)
}

/// The page with its files beside it.
fn local(html: String) -> String {
    html.replace("href=\"/main.css\"", "href=\"main.css\"")
}

/// A body that is there already.
fn bytes(body: axum::body::Body) -> String {
    let mut body = pin!(body);
    let mut text = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    while let Poll::Ready(Some(Ok(frame))) = body.as_mut().poll_frame(&mut context) {
        text.extend(frame.into_data().unwrap_or_default());
    }
    String::from_utf8(text).expect("a page is UTF-8")
}
