//! A use case of the product, as it stands in the source.

use leptos::prelude::*;
use ui::{Icon, icons};

use super::{SectionHead, highlight::highlight};
use crate::contexts::use_texts;

/// The file that [`SAMPLE`] is copied from; a test holds them together.
const SAMPLE_FILE: &str = "crates/services/src/users/mod.rs";

const SAMPLE: &str = include_str!("sample.txt");

pub(super) fn code() -> AnyView {
    let texts = use_texts();
    let points = [
        texts.landing_code_point_input(),
        texts.landing_code_point_clock(),
        texts.landing_code_point_errors(),
    ];
    view! {
        <section class="landing-section" id="code" aria-labelledby="code-title">
            <div class="site-container code-columns">
                <div class="code-words">
                    <SectionHead
                        id="code-title"
                        eyebrow=texts.landing_code_eyebrow()
                        title=texts.landing_code_title()
                        lead=texts.landing_code_lead()
                    />
                    <ul class="points" role="list">
                        {points
                            .into_iter()
                            .map(|point| {
                                view! {
                                    <li class="point">
                                        <Icon icon=icons::CHECK />
                                        <span>{point}</span>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </div>
                <figure class="snippet code-sample" dir="ltr">
                    <figcaption class="snippet-head">{SAMPLE_FILE}</figcaption>
                    // Focusable, so that the keyboard can scroll it where it is wider than the screen.
                    <pre
                        class="snippet-body"
                        tabindex="0"
                        role="region"
                        aria-label=texts.landing_code_label()
                    >
                        <code>
                            {highlight(SAMPLE)
                                .into_iter()
                                .map(|(class, text)| view! { <span class=class>{text}</span> })
                                .collect_view()}
                        </code>
                    </pre>
                </figure>
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn the_sample_stands_in_the_source() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let source = fs::read_to_string(root.join(SAMPLE_FILE)).unwrap();
        let is_shown = up_to_layout(&source).contains(&up_to_layout(SAMPLE));
        assert!(is_shown, "{SAMPLE_FILE} has changed: copy the function");
    }

    /// What is left of source when lines may break anywhere.
    fn up_to_layout(source: &str) -> String {
        let dense: String = source.split_whitespace().collect();
        dense.replace(",}", "}").replace(",)", ")")
    }
}
