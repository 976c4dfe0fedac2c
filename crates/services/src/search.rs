//! Searches by the beginning of a text: a range on an index.

use sea_orm::{ColumnTrait, Condition};

/// The greatest character: the end of every range of texts with a common beginning.
const LAST_CHARACTER: char = char::MAX;

/// What is searched for, as keys are written; nothing if it is blank.
pub(crate) fn normalize(search: Option<String>) -> Option<String> {
    search
        .map(|text| text.trim().to_lowercase())
        .filter(|text| !text.is_empty())
}

/// Whether a column of texts in lower case begins with one.
pub(crate) fn begins_with(column: impl ColumnTrait, beginning: &str) -> Condition {
    let end = format!("{beginning}{LAST_CHARACTER}");
    Condition::all()
        .add(column.gte(beginning))
        .add(column.lt(end))
}
