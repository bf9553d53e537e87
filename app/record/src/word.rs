//! Lists of words: an enum whose every member is one word in the database, in addresses and in the language files.

/// Makes the enum with `ALL`, `as_str` and `parse`; serde reads and writes the same words.
///
/// ```
/// record::worded! {
///     /// How it went.
///     Outcome {
///         /// Well.
///         Good = "good",
///         /// Not well.
///         Bad = "bad",
///     }
/// }
///
/// assert_eq!(Outcome::parse("bad"), Some(Outcome::Bad));
/// assert_eq!(Outcome::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>(), ["good", "bad"]);
/// ```
#[macro_export]
macro_rules! worded {
    ($(#[$about:meta])* $name:ident { $($(#[$means:meta])* $member:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$means])* #[serde(rename = $word)] $member,)*
        }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[$name] = &[$($name::$member),*];

            /// The word in columns, addresses and language keys.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$member => $word,)*
                }
            }

            /// Reads the word back.
            pub fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}
