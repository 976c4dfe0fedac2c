//! Fields of changes that can be emptied.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a change does to a field that may hold nothing: absent, `null` and a value are three things.
///
/// Such a field is `#[serde(default, skip_serializing_if = "Patch::is_keep")]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// Leaves it as it is: the field is absent.
    #[default]
    Keep,
    /// Empties it: the field is `null`.
    Clear,
    /// Fills it.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether it changes nothing.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// What it fills the field with, if it does.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Change {
        #[serde(default, skip_serializing_if = "Patch::is_keep")]
        owner: Patch<u8>,
    }

    #[test]
    fn absent_null_and_a_value_are_told_apart_both_ways() {
        for (json, owner) in [
            ("{}", Patch::Keep),
            (r#"{"owner":null}"#, Patch::Clear),
            (r#"{"owner":7}"#, Patch::Set(7)),
        ] {
            let change = Change { owner };
            assert_eq!(serde_json::from_str::<Change>(json).unwrap(), change);
            assert_eq!(serde_json::to_string(&change).unwrap(), json);
        }
    }
}
