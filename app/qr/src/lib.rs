//! A text as a QR code (ISO/IEC 18004), drawn where the text is: on the server for a page it makes, on the reporter's own device for a
//! receipt that was made there. It is always dark on white, with the quiet zone the standard asks for, because cameras read no other;
//! the text stands beside it for everyone who has no camera.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// The white border, in squares.
const QUIET: usize = 4;

/// What is drawn: how many squares a side has, border and all, and the dark ones as an SVG path.
///
/// ```
/// let code = qr::Code::of("0123-4567").unwrap();
/// assert_eq!(code.side, 29);
/// assert!(code.path.starts_with("M4 4h7v1h-7z"), "the first row of the upper left eye");
/// assert_eq!(qr::Code::of(""), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Squares on a side.
    pub side: usize,
    /// The dark squares, row by row.
    pub path: String,
}

impl Code {
    /// The code of a text, which can be read where an eighth of it is hidden; none for an empty text and one that is too long.
    pub fn of(text: &str) -> Option<Code> {
        if text.is_empty() {
            return None;
        }
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let mut column = 0;
            while column < code.size {
                let is_dark = |column: &usize| code[row][*column].value();
                let dark = (column..code.size).take_while(is_dark).count();
                if dark > 0 {
                    let (x, y) = (column + QUIET, row + QUIET);
                    // A string takes whatever is written to it.
                    let _ = write!(path, "M{x} {y}h{dark}v1h-{dark}z");
                }
                column += dark + 1;
            }
        }
        Some(Code { side: code.size + 2 * QUIET, path })
    }
}

/// The code of a text as a picture; nothing where there is none. `name` is what a screen reader says of it.
pub fn drawing(text: &str, name: String) -> Option<AnyView> {
    let Code { side, path } = Code::of(text)?;
    let view_box = format!("0 0 {side} {side}");
    Some(
        view! {
            <svg class="qr" role="img" aria-label=name viewBox=view_box focusable="false">
                <path class="qr__dark" d=path />
            </svg>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What another program reads from the drawing, as a camera sees it: eight dots a square.
    fn read(code: &Code) -> String {
        const DOTS: usize = 8;
        let mut dark = vec![false; code.side * code.side];
        for part in code.path.split('M').skip(1) {
            let (place, rest) = part.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once("v1").unwrap().0.parse().unwrap();
            dark[y * code.side + x..][..length].fill(true);
        }
        let is_dark = |x: usize, y: usize| dark[y / DOTS * code.side + x / DOTS];
        let side = code.side * DOTS;
        let mut seen =
            rqrr::PreparedImage::prepare_from_greyscale(
                side,
                side,
                |x, y| if is_dark(x, y) { 0 } else { 255 },
            );
        let grids = seen.detect_grids();
        assert_eq!(grids.len(), 1, "one code is found");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn another_program_reads_what_was_drawn() {
        let address = "otpauth://totp/Sunhall%20Qinhuangdao:intake-1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sunhall%20Qinhuangdao";
        for text in ["0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV", address, "a", "阳光大厅"] {
            assert_eq!(read(&Code::of(text).unwrap()), text);
        }
    }

    #[test]
    fn around_it_four_squares_stay_white() {
        let code = Code::of("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV").unwrap();
        for part in code.path.split('M').skip(1) {
            let (place, rest) = part.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once("v1").unwrap().0.parse().unwrap();
            assert!(
                x >= QUIET && y >= QUIET && y < code.side - QUIET && x + length <= code.side - QUIET,
                "{part}"
            );
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_not_drawn_at_all() {
        assert_eq!(Code::of(&"x".repeat(3_000)), None);
        assert!(drawing("", String::new()).is_none());
    }
}
