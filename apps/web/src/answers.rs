//! Answers of the API that come with the document. The server asks before it renders, so a page is
//! complete at once; the browser finds the same values in blocks of data and asks for nothing.

#[cfg(feature = "hydrate")]
pub use browser::answered;
#[cfg(feature = "ssr")]
pub use server::{Answers, answered};

/// The attribute of a block of data that names its answer.
const NAME: &str = "data-answer";

#[cfg(feature = "ssr")]
mod server {
    use std::{any::Any, sync::Arc};

    use leptos::{attr::custom::custom_attribute, prelude::*};
    use serde::Serialize;

    use super::NAME;

    /// What a page has asked for, by name.
    #[derive(Clone, Default)]
    pub struct Answers(Vec<Answer>);

    #[derive(Clone)]
    struct Answer {
        name: String,
        value: Arc<dyn Any + Send + Sync>,
        json: Arc<str>,
    }

    impl Answers {
        /// Adds an answer.
        #[must_use]
        pub fn with<V>(mut self, name: impl Into<String>, value: V) -> Self
        where
            V: Serialize + Send + Sync + 'static,
        {
            let name = name.into();
            match serde_json::to_string(&value) {
                Ok(json) => self.0.push(Answer {
                    name,
                    value: Arc::new(value),
                    // No text may end the block that holds it, or begin a comment there.
                    json: json.replace('<', "\\u003c").into(),
                }),
                Err(error) => tracing::error!(%error, name, "an answer cannot be written as JSON"),
            }
            self
        }

        /// Makes the blocks of data, which are no scripts to a browser.
        pub(crate) fn blocks(&self) -> impl IntoView + use<> {
            self.0
                .iter()
                .map(|answer| {
                    let name = custom_attribute(NAME, answer.name.clone());
                    let json = Arc::clone(&answer.json);
                    view! { <script type="application/json" {..name} inner_html=json></script> }
                })
                .collect_view()
        }
    }

    /// Gets an answer that comes with the document.
    pub fn answered<V: Clone + 'static>(name: &str) -> Option<V> {
        let Answers(answers) = use_context()?;
        let answer = answers.iter().find(|answer| answer.name == name)?;
        answer.value.downcast_ref().cloned()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn answers_are_found_by_name_and_type() {
            let answers = Answers::default().with("me", 1_u8).with("users?", "two");
            Owner::new_root(None).with(|| {
                provide_context(answers);
                assert_eq!(answered::<u8>("me"), Some(1));
                assert_eq!(answered::<&str>("users?"), Some("two"));
                assert_eq!(answered::<u8>("users?"), None);
                assert_eq!(answered::<u8>("teams"), None);
            });
        }

        #[test]
        fn no_text_ends_the_block_that_holds_it() {
            let answers = Answers::default().with("me", "</script><!--");
            let html = Owner::new_root(None).with(|| answers.blocks().to_html());
            assert_eq!(html.matches("</script>").count(), 1, "{html}");
            assert!(html.contains(r#"data-answer="me""#), "{html}");
            assert!(html.contains(r#""\u003c/script>\u003c!--""#), "{html}");
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use serde::de::DeserializeOwned;

    use super::NAME;

    /// Takes an answer that came with the document: later it would be an old one.
    pub fn answered<V: DeserializeOwned>(name: &str) -> Option<V> {
        let block = ui::dom::all(&format!("script[{NAME}]"))
            .find(|block| block.get_attribute(NAME).as_deref() == Some(name))?;
        block.remove();
        serde_json::from_str(&block.text_content()?).ok()
    }
}
