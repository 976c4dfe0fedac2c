//! Plural categories of whole numbers, by the cardinal rules of CLDR.
//!
//! The build script includes this file too, and learns from it which categories a language needs.

/// A CLDR plural category, as Fluent writes it in a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PluralCategory {
    /// None of something, where a language words that by itself.
    Zero,
    /// A single one.
    One,
    /// A pair.
    Two,
    /// A small number.
    Few,
    /// A large number.
    Many,
    /// All the rest.
    Other,
}

impl PluralCategory {
    /// The name of the category in a catalogue.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The category of `n`, or `None` if the rules of the language are not known here.
pub(crate) fn category(language: &str, n: i64) -> Option<PluralCategory> {
    use PluralCategory::{Few, Many, One, Other, Two, Zero};
    // Rules speak of the absolute value: -1 is singular.
    let n = n.unsigned_abs();
    Some(match (language, n) {
        ("en" | "he" | "ar", 1) | ("fr", 0 | 1) => One,
        ("ar", 0) => Zero,
        ("ar" | "he", 2) => Two,
        ("ar", _) if (3..=10).contains(&(n % 100)) => Few,
        ("ar", _) if n % 100 >= 11 => Many,
        ("fr", _) if n.is_multiple_of(1_000_000) => Many,
        ("en" | "ar" | "fr" | "he", _) => Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_follow_the_cldr_samples() {
        let samples: [(&str, &str, &[i64]); 13] = [
            ("en", "one", &[1, -1]),
            ("en", "other", &[0, 2, 10, 11, 100, 1_000_000, -2]),
            ("ar", "zero", &[0]),
            ("ar", "one", &[1, -1]),
            ("ar", "two", &[2, -2]),
            ("ar", "few", &[3, 10, 103, 110, 1003, -5]),
            ("ar", "many", &[11, 26, 99, 111, 199, 1011, -11]),
            (
                "ar",
                "other",
                &[100, 101, 102, 200, 202, 1000, 1_000_000, -100],
            ),
            ("fr", "one", &[0, 1, -1]),
            ("fr", "many", &[1_000_000, 2_000_000, -1_000_000]),
            ("fr", "other", &[2, 17, 100, 1_000, 1_000_001]),
            ("he", "two", &[2, -2]),
            ("he", "other", &[0, 3, 10, 17, 20, 100, 1_000_000]),
        ];
        for (language, expected, numbers) in samples {
            for &n in numbers {
                let found = category(language, n).map(PluralCategory::as_str);
                assert_eq!(found, Some(expected), "{language} {n}");
            }
        }
        assert_eq!(category("he", 1), Some(PluralCategory::One));
    }

    #[test]
    fn extreme_numbers_have_a_category() {
        for language in ["en", "ar", "fr", "he"] {
            assert!(category(language, i64::MIN).is_some());
            assert!(category(language, i64::MAX).is_some());
        }
    }

    #[test]
    fn a_language_without_rules_is_not_guessed() {
        assert_eq!(category("xx", 1), None);
    }
}
