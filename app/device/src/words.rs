//! The sentences of an island travel as a list, in the order in which they are declared: half of what a phone downloads to read them by
//! their names would be the names, and the code that compares them. Server and bundle are built from the same source, so the orders agree.

use serde::Deserialize;
use serde::de::{Error, SeqAccess};

/// Makes a struct whose fields travel in their order, without their names.
///
/// ```
/// device::sentences! {
///     /// What a button says.
///     pub struct Words {
///         /// Before.
///         pub send: String,
///         /// After.
///         pub sent: String,
///     }
/// }
///
/// let words = Words { send: "Send".into(), sent: "Sent".into() };
/// let json = serde_json::to_string(&words).unwrap();
/// assert_eq!(json, r#"["Send","Sent"]"#);
/// assert_eq!(serde_json::from_str::<Words>(&json).unwrap().sent, "Sent");
/// assert!(serde_json::from_str::<Words>(r#"["Send"]"#).is_err());
/// assert!(serde_json::from_str::<Words>(r#"["Send","Sent","more"]"#).is_err());
/// ```
#[macro_export]
macro_rules! sentences {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$means:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $($(#[$means])* pub $field: $type,)*
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeSeq;
                let mut list = to.serialize_seq(None)?;
                $(list.serialize_element(&self.$field)?;)*
                list.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct InOrder;
                impl<'de> serde::de::Visitor<'de> for InOrder {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("sentences")
                    }

                    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<$name, A::Error> {
                        let mut fault = None;
                        let words = $name { $($field: $crate::words::next(&mut list, &mut fault),)* };
                        $crate::words::ended(list, fault).map(|()| words)
                    }
                }
                from.deserialize_seq(InOrder)
            }
        }
    };
}

/// The next of a list; the first fault is kept, and judged once at the end.
#[doc(hidden)]
#[inline(never)]
pub fn next<'de, A: SeqAccess<'de>, T: Deserialize<'de> + Default>(
    list: &mut A,
    fault: &mut Option<A::Error>,
) -> T {
    if fault.is_none() {
        match list.next_element() {
            Ok(Some(word)) => return word,
            Ok(None) => *fault = Some(A::Error::custom("a sentence is missing")),
            Err(error) => *fault = Some(error),
        }
    }
    T::default()
}

/// That nothing was missing and nothing is left.
#[doc(hidden)]
pub fn ended<'de, A: SeqAccess<'de>>(mut list: A, fault: Option<A::Error>) -> Result<(), A::Error> {
    match fault {
        Some(fault) => Err(fault),
        None if list.next_element::<String>()?.is_some() => Err(A::Error::custom("a sentence too many")),
        None => Ok(()),
    }
}

/// The sentence about one of several, where the sentences stand in their order; empty where there is none.
///
/// ```
/// let words = ["one".to_owned(), "two".to_owned()];
/// assert_eq!(device::said(&[1, 2, 3], |it| *it == 2, &words), "two");
/// assert_eq!(device::said(&[1, 2, 3], |it| *it == 3, &words), "");
/// ```
pub fn said<'a, T>(all: &[T], is_it: impl Fn(&T) -> bool, words: &'a [String]) -> &'a str {
    all.iter().position(is_it).and_then(|place| words.get(place)).map_or("", String::as_str)
}
