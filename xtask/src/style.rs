//! The style sheet: `style/main.css` with all it imports, in one small file that old phones understand.

use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::Sentence;

/// The oldest browsers that show the pages as meant: phones of about 2018, and the web views built on them.
fn oldest() -> Targets {
    let version = |major: u32| Some(major << 16);
    Targets::from(Browsers {
        android: version(70),
        chrome: version(70),
        edge: version(79),
        firefox: version(68),
        ios_saf: version(12),
        safari: version(12),
        ..Browsers::default()
    })
}

/// Bundles, lowers and minifies.
pub(crate) fn build(main: &Path) -> Result<String, Sentence> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet =
        bundler.bundle(main).map_err(|error| format!("The style sheet does not parse: {error}"))?;
    let targets = oldest();
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| format!("The style sheet cannot be minified: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| format!("The style sheet cannot be printed: {error}"))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_bundled_and_nesting_is_lowered() {
        let folder = std::env::temp_dir().join(format!("sunhall-style-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("main.css"),
            "@import 'tokens.css';\n.tag { color: var(--text); &:hover { color: red } }",
        )
        .unwrap();
        std::fs::write(folder.join("tokens.css"), ":root { --text: #111111 }").unwrap();
        let css = build(&folder.join("main.css")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(css, ":root{--text:#111}.tag{color:var(--text)}.tag:hover{color:red}");
    }
}
