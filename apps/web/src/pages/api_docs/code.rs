//! Code in colours, on a dark panel.

use leptos::prelude::*;

/// Pieces of code, each with the class of its colour.
#[derive(Default)]
pub(super) struct Code(Vec<(Option<&'static str>, String)>);

impl Code {
    pub(super) fn plain(&mut self, text: impl Into<String>) {
        self.0.push((None, text.into()));
    }

    pub(super) fn coloured(&mut self, class: &'static str, text: impl Into<String>) {
        self.0.push((Some(class), text.into()));
    }

    /// Adds other code, each piece of it changed.
    pub(super) fn append(&mut self, other: Self, change: impl Fn(String) -> String) {
        let pieces = other.0.into_iter();
        self.0
            .extend(pieces.map(|(class, text)| (class, change(text))));
    }

    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Shows the code below a line that says what it is; `label` names it where only it is heard.
    pub(super) fn panel(self, head: AnyView, label: String) -> AnyView {
        let pieces: Vec<_> = self
            .0
            .into_iter()
            .map(|(class, text)| match class {
                Some(class) => view! { <span class=class>{text}</span> }.into_any(),
                None => text.into_any(),
            })
            .collect();
        // Focusable, so that the keyboard can scroll it. A group and not a region: a landmark for
        // each example would hide the page's own.
        view! {
            <figure class="snippet reference-panel" dir="ltr">
                <figcaption class="snippet-head">{head}</figcaption>
                <pre class="snippet-body" tabindex="0" role="group" aria-label=label>
                    <code>{pieces}</code>
                </pre>
            </figure>
        }
        .into_any()
    }
}
