//! Names of fields: JSON Pointer (RFC 6901), where `~` is written `~0` and `/` is written `~1`.

/// Lists and objects may lie this deep in each other: as deep as `serde_json` reads.
pub(super) const DEPTH_AT_MOST: usize = 128;

/// Appends a member's name to a pointer, with what means something in a pointer escaped.
///
/// ```
/// let mut pointer = String::from("/codes");
/// ledger::opening::escape("a/b~c", &mut pointer);
/// assert_eq!(pointer, "/codes/a~1b~0c");
/// ```
pub fn escape(name: &str, pointer: &mut String) {
    pointer.push('/');
    for letter in name.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            letter => pointer.push(letter),
        }
    }
}

/// Whether this is a JSON Pointer; the empty one points to the whole.
///
/// ```
/// use ledger::opening::is_pointer;
/// assert!(is_pointer("") && is_pointer("/steps/0") && is_pointer("/a~1b"));
/// assert!(!is_pointer("steps") && !is_pointer("/a~2b") && !is_pointer("/a~"));
/// ```
pub fn is_pointer(text: &str) -> bool {
    segments(text).is_some()
}

/// The names along a pointer, unescaped; `None` if it is none. Strict, so that no two texts name one field.
pub(super) fn segments(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    pointer.strip_prefix('/')?.split('/').map(unescape).collect()
}

fn unescape(segment: &str) -> Option<String> {
    let mut name = String::with_capacity(segment.len());
    let mut letters = segment.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '~' => match letters.next()? {
                '0' => '~',
                '1' => '/',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(name)
}

/// Whether one of the pointers lies in what the other points to, or both are one.
pub(super) fn lie_in_line(one: &str, other: &str) -> bool {
    let (outer, inner) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether these names are those of a list: 0, 1, 2 … in any order, each once.
///
/// An object may have such names too. Its pointers would then be those of a list, and the facts would have two readings.
pub(super) fn are_those_of_a_list<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> bool {
    let length = names.len();
    // The names of one object differ, so that as many numbers below the length are all of them.
    length > 0 && names.map(place).all(|place| place.is_some_and(|place| place < length))
}

/// The place in a list that a name stands for: digits without a leading zero.
pub(super) fn place(name: &str) -> Option<usize> {
    let plain = name.bytes().all(|byte| byte.is_ascii_digit()) && (name.len() == 1 || !name.starts_with('0'));
    if plain { name.parse().ok() } else { None }
}
