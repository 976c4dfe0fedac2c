//! Names as they are compared, and searches by their beginning: a range on an index.

use contract::validation::NAME_MAX;
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, ExprTrait},
};
use unicode_normalization::UnicodeNormalization as _;

/// The greatest character: the end of every range of texts with a common beginning.
const LAST_CHARACTER: char = char::MAX;
/// The most bytes of a key. A few letters grow when they are composed; cursors, which hold keys, have
/// room for names as they were given.
const KEY_MAX: usize = NAME_MAX * char::MAX.len_utf8();

/// A name as it is compared: names that look the same, in whichever capitals, have the same key.
pub(crate) fn name_key(name: &str) -> String {
    let name = name.to_lowercase();
    let composed: String = name.nfc().collect();
    if composed.len() > KEY_MAX {
        name
    } else {
        composed
    }
}

/// What is searched for, as keys are written; nothing if it is blank.
pub(crate) fn normalize(search: Option<String>) -> Option<String> {
    search
        .map(|text| name_key(text.trim()))
        .filter(|text| !text.is_empty())
}

/// Whether a column of keys begins with one.
pub(crate) fn begins_with(column: impl ColumnTrait, beginning: &str) -> Condition {
    key_begins_with(&Expr::col(column.as_column_ref()), beginning)
}

/// Whether an expression that is a key begins with one.
pub(crate) fn key_begins_with(key: &Expr, beginning: &str) -> Condition {
    let end = format!("{beginning}{LAST_CHARACTER}");
    Condition::all()
        .add(key.clone().gte(beginning))
        .add(key.clone().lt(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_have_the_same_key() {
        for (name, same) in [
            ("Caf\u{00E9}", "CAFE\u{0301}"),
            ("\u{1EC7}", "e\u{0302}\u{0323}"),
            ("\u{212B}", "\u{00E5}"),
            ("\u{0958}", "\u{0915}\u{093C}"),
            ("\u{AC00}", "\u{1100}\u{1161}"),
        ] {
            assert_eq!(name_key(name), name_key(same), "{name}");
            assert_eq!(normalize(Some(format!(" {same} "))), Some(name_key(name)));
        }
        for (name, other) in [("Cafe", "Caf\u{00E9}"), ("\u{FB01}n", "fin")] {
            assert_ne!(name_key(name), name_key(other), "{name}");
        }
    }

    #[test]
    fn keys_are_as_long_as_cursors_have_room_for() {
        // A note of music, which is three characters when it is composed.
        for c in ["\u{1D160}", "\u{0958}", "\u{0130}", "\u{10FFFF}"] {
            assert!(name_key(&c.repeat(NAME_MAX)).len() <= KEY_MAX, "{c}");
        }
    }
}
