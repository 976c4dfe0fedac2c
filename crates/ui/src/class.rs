//! How class lists and optional texts become attributes.

/// Joins the classes that are not empty, in order, so that a caller's own come last.
pub(crate) fn classes(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Turns an empty text into an absent attribute.
pub(crate) fn present(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_classes_come_last_and_empty_ones_vanish() {
        assert_eq!(
            classes(&["button", "", "button-md", "wide"]),
            "button button-md wide"
        );
    }

    #[test]
    fn empty_text_is_no_attribute() {
        assert_eq!(present(String::new()), None);
        assert_eq!(present("name".to_owned()).as_deref(), Some("name"));
    }
}
