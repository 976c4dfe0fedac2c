//! Colours for Rust source, enough for one function.

const KEYWORDS: [&str; 20] = [
    "as", "async", "await", "const", "else", "fn", "for", "if", "impl", "in", "let", "match",
    "move", "mut", "pub", "return", "self", "struct", "true", "use",
];

/// Cuts source into pieces, each with the class of its colour; empty for plain text.
pub(super) fn highlight(source: &str) -> Vec<(Option<&'static str>, &str)> {
    let mut pieces: Vec<(Option<&'static str>, &str)> = Vec::new();
    let mut rest = source;
    while !rest.is_empty() {
        let (class, length) = piece(rest);
        let Some((text, after)) = rest.split_at_checked(length) else {
            pieces.push((None, rest));
            break;
        };
        pieces.push((class, text));
        rest = after;
    }
    pieces
}

fn piece(rest: &str) -> (Option<&'static str>, usize) {
    let while_true = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
    let first = rest.chars().next().unwrap_or_default();
    if rest.starts_with("//") {
        (Some("tok-comment"), rest.find('\n').unwrap_or(rest.len()))
    } else if first == '"' {
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '"');
        (
            Some("tok-string"),
            end.map_or(rest.len(), |(index, _)| index + 1),
        )
    } else if first.is_ascii_digit() {
        (
            Some("tok-number"),
            while_true(|c| c.is_ascii_alphanumeric() || c == '_'),
        )
    } else if is_word(first) {
        let length = while_true(is_word);
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        (word_class(word, after), length)
    } else {
        let end = rest
            .find(|c| is_word(c) || c == '"' || c == '/')
            .filter(|end| *end > 0);
        (None, end.unwrap_or_else(|| first.len_utf8()))
    }
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn word_class(word: &str, after: &str) -> Option<&'static str> {
    if KEYWORDS.contains(&word) {
        Some("tok-keyword")
    } else if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        Some("tok-type")
    } else if after.starts_with(['(', '!']) || after.starts_with("::<") {
        Some("tok-call")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up_to_the_source() {
        let source = include_str!("sample.txt");
        let joined: String = highlight(source)
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(joined, source);
    }

    #[test]
    fn words_are_told_apart() {
        let coloured: Vec<_> = highlight("let a = Ctx::open(\"é\", 7)?; // §")
            .into_iter()
            .filter_map(|(class, text)| class.map(|class| (class, text)))
            .collect();
        assert_eq!(
            coloured,
            [
                ("tok-keyword", "let"),
                ("tok-type", "Ctx"),
                ("tok-call", "open"),
                ("tok-string", "\"é\""),
                ("tok-number", "7"),
                ("tok-comment", "// §"),
            ]
        );
    }

    #[test]
    fn odd_source_ends() {
        for source in ["/", "\"open", "é/", "//", "a/b", "/\"", "§§"] {
            let joined: String = highlight(source)
                .into_iter()
                .map(|(_, text)| text)
                .collect();
            assert_eq!(joined, source);
        }
    }
}
