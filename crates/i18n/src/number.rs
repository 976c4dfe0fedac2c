//! Whole numbers in the digits and groups of a language, after CLDR.

struct Symbols {
    zero: char,
    group: &'static str,
    minus: &'static str,
}

fn symbols(language: &str) -> Symbols {
    let (zero, group, minus) = match language {
        // The letter mark keeps the sign before the digits, as readers of Arabic expect it.
        "ar" => ('\u{660}', "\u{66c}", "\u{61c}-"),
        "fr" => ('0', "\u{202f}", "-"),
        "he" => ('0', ",", "\u{200e}-"),
        _ => ('0', ",", "-"),
    };
    Symbols { zero, group, minus }
}

/// Appends `n`, padded with zeros to `minimum_digits`.
pub(crate) fn write(
    out: &mut String,
    language: &str,
    n: i64,
    minimum_digits: usize,
    grouping: bool,
) {
    let Symbols { zero, group, minus } = symbols(language);
    let digits = n.unsigned_abs().to_string();
    if n < 0 {
        out.push_str(minus);
    }
    let length = digits.len().max(minimum_digits);
    let padding = std::iter::repeat_n('0', length - digits.len());
    for (index, digit) in padding.chain(digits.chars()).enumerate() {
        if grouping && index > 0 && (length - index).is_multiple_of(3) {
            out.push_str(group);
        }
        let value = digit.to_digit(10).unwrap_or_default();
        out.push(char::from_u32(u32::from(zero) + value).unwrap_or(digit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(language: &str, n: i64) -> String {
        let mut out = String::new();
        write(&mut out, language, n, 1, true);
        out
    }

    #[test]
    fn each_language_has_its_digits_groups_and_minus() {
        for (language, n, expected) in [
            ("en", 0, "0"),
            ("en", 999, "999"),
            ("en", 1_000, "1,000"),
            ("en", 1_234_567, "1,234,567"),
            ("en", -1_234, "-1,234"),
            ("en", i64::MIN, "-9,223,372,036,854,775,808"),
            ("ar", 0, "٠"),
            ("ar", 1_234_567, "١٬٢٣٤٬٥٦٧"),
            ("ar", -89, "\u{61c}-٨٩"),
            ("fr", 1_234_567, "1\u{202f}234\u{202f}567"),
            ("fr", -5, "-5"),
            ("he", 1_234_567, "1,234,567"),
            ("he", -5, "\u{200e}-5"),
        ] {
            assert_eq!(grouped(language, n), expected, "{language} {n}");
        }
    }

    #[test]
    fn padding_and_missing_groups_serve_clocks_and_years() {
        let mut out = String::new();
        write(&mut out, "ar", 5, 2, true);
        out.push(' ');
        write(&mut out, "en", 2026, 1, false);
        assert_eq!(out, "٠٥ 2026");
    }
}
