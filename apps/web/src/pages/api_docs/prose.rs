//! Words with code between backticks.

use leptos::prelude::*;

/// Shows text; what stands between backticks is code.
pub(super) fn prose(text: &str) -> AnyView {
    text.split('`')
        .enumerate()
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(index, piece)| {
            let piece = piece.to_owned();
            if index % 2 == 1 {
                view! { <code dir="ltr">{piece}</code> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// Shows text whose paragraphs are separated by empty lines.
pub(super) fn paragraphs(text: &str) -> AnyView {
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| view! { <p class="reference-text">{prose(paragraph)}</p> })
        .collect::<Vec<_>>()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(view: AnyView) -> String {
        Owner::new_root(None).with(|| view.to_html().replace("<!>", ""))
    }

    #[test]
    fn backticks_make_code_and_are_gone() {
        let shown = html(prose("send `If-Match`, or <b>"));
        assert_eq!(
            shown,
            "send <code dir=\"ltr\">If-Match</code>, or &lt;b&gt;"
        );
        assert!(!html(prose("one ` alone")).contains('`'));
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        let shown = html(paragraphs("one\nline\n\ntwo"));
        assert_eq!(shown.matches("<p").count(), 2);
        assert_eq!(html(paragraphs("")).matches("<p").count(), 0);
    }
}
