//! Names that people choose, as far as a mail tells them.

use contract::validation::NAME_MAX;

/// The longest name that a mail tells: a first and a last one, each as long as it may be.
const MAX_NAME: usize = 2 * NAME_MAX + 1;
/// What separates the labels of a host's name: by UTS 46, the three of East Asia do too, and what is
/// written like a full stop.
const FULL_STOPS: [char; 6] = [
    '.', '\u{2024}', '\u{3002}', '\u{fe52}', '\u{ff0e}', '\u{ff61}',
];
/// So many digits can be a telephone number.
const TELEPHONE_DIGITS: usize = 7;

/// The name, unless it could be an advertisement rather than a name.
///
/// Anyone can have a mail with a name of their choice sent to any address, so what a mailbox would
/// turn into a link or a number to call, or show as a line of its own, is left out. That takes a few
/// honest names along, which the page behind the mail's link tells; to break the links of the others
/// would let their words through.
pub(super) fn speakable(name: &str) -> Option<&str> {
    let name = name.trim();
    let dotted = name.split(FULL_STOPS).skip(1).any(is_label);
    let digits = name.chars().filter(|c| c.is_numeric()).count();
    let suspicious = |c: char| {
        c.is_control()
            || matches!(
                c,
                '/' | '\\' | ':' | '@' | '<' | '>' | '／' | '＼' | '：' | '＠'
            )
    };
    let plausible = !name.is_empty()
        && name.chars().count() <= MAX_NAME
        && !dotted
        && digits < TELEPHONE_DIGITS
        && !name.contains(suspicious)
        && !name.to_lowercase().contains("www");
    plausible.then_some(name)
}

/// Whether what follows a full stop could go on with a host's name, whose last label has two letters at
/// least: so the initials of people are none.
fn is_label(rest: &str) -> bool {
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        (Some(only), None) => only.is_numeric(),
        // What is not seen does not make it harmless.
        (Some(first), Some(_)) => !matches!(first, ',' | ';' | '-' | ')' | '\'' | '"' | '’' | '”'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spoken_and_advertisements_are_not() {
        for name in [
            "Ada",
            "  Ada ",
            "Jean-Luc",
            "Dr. Ada",
            "J. R.",
            "J.R.R. Tolkien",
            "J.-P. Sartre",
            "Engines Inc., London",
            "Studio 2026",
            "O’Neil",
            "ليلى",
            "A.",
            "林\u{3002}",
        ] {
            assert_eq!(speakable(name), Some(name.trim()), "{name}");
        }
        let longest = format!("{0} {0}", "a".repeat(NAME_MAX));
        assert_eq!(speakable(&longest), Some(longest.as_str()));
        let long = "a".repeat(MAX_NAME + 1);
        for name in [
            "",
            " ",
            "evil.example",
            "Win at evil.example now",
            "Your account was hacked, visit evil.example",
            "Booking.com",
            "1.1.1.1",
            "evil.\u{200d}example",
            "evil.e\u{301}xample",
            "evil\u{2024}example",
            "evil\u{fe52}example",
            "Call 0800 123 4567 now",
            "Call ٠٨٠٠١٢٣ now",
            "evil\u{3002}example",
            "evil\u{ff0e}example",
            "evil\u{ff61}example",
            "https：／／evil",
            "me＠evil",
            "https://evil",
            "me@evil",
            "www evil",
            "Ada\nhttps",
            "Ada\r\nBcc: all",
            "<b>",
            &long,
        ] {
            assert_eq!(speakable(name), None, "{name}");
        }
    }
}
