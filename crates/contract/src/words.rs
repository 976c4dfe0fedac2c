//! Enums whose values are words: of the wire, of addresses and of rows alike.

use std::fmt;

/// The text is none of the words that could stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord;

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a word that is known here")
    }
}

impl std::error::Error for UnknownWord {}

/// Writes an enum with a word for each value, said once.
// The words are single tokens: other macros could not see through a `literal`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$each:meta])* $value:ident = $word:tt,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Deserialize, serde::Serialize,
        )]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$each])* #[serde(rename = $word)] $value,)+
        }

        impl $name {
            /// Every one, in the order in which people see them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let mut all = Self::ALL.into_iter();
                all.find(|value| value.as_str() == text)
                    .ok_or($crate::words::UnknownWord)
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::ProjectSort;

    #[test]
    fn a_word_is_read_as_it_is_written() {
        for sort in ProjectSort::ALL {
            let word = sort.as_str();
            assert_eq!(word.parse(), Ok(sort));
            assert_eq!(sort.to_string(), word);
            assert_eq!(serde_json::to_value(sort).unwrap(), word);
        }
        assert_eq!(ProjectSort::default().as_str(), "-updated_at");
        for bad in ["", "Name", "owner"] {
            assert_eq!(bad.parse::<ProjectSort>(), Err(UnknownWord), "{bad:?}");
        }
    }
}
