//! What a combobox does upon keys, clicks and news.

use leptos::{html, prelude::*};

use super::{ComboboxChoices, ComboboxOption, option_id};

/// The state of one combobox, for its parts.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) choices: Signal<ComboboxChoices>,
    input: NodeRef<html::Input>,
    chosen: RwSignal<Option<ComboboxOption>>,
    search: Callback<String>,
    on_choose: Callback<()>,
    may_clear: bool,
    is_open: RwSignal<bool>,
    /// What was typed; nothing while the input shows what is chosen.
    typed: RwSignal<Option<String>>,
    /// The value of the option that Enter chooses.
    active: RwSignal<Option<String>>,
}

impl State {
    pub(super) fn new(
        input: NodeRef<html::Input>,
        chosen: RwSignal<Option<ComboboxOption>>,
        choices: Signal<ComboboxChoices>,
        search: Callback<String>,
        on_choose: Callback<()>,
    ) -> Self {
        Self {
            choices,
            input,
            chosen,
            search,
            on_choose,
            may_clear: false,
            is_open: RwSignal::new(false),
            typed: RwSignal::new(None),
            active: RwSignal::new(None),
        }
    }

    /// Says whether the choice may be taken back.
    pub(super) fn clearable(self, may_clear: bool) -> Self {
        Self { may_clear, ..self }
    }

    /// Has the first of what was found be the active one, and the active one be in sight.
    pub(super) fn following(self, id: String) -> Self {
        Effect::new(move || {
            let first = self.choices.with(|choices| {
                let first = choices.options.first().filter(|_| !choices.is_searching);
                first.map(|option| option.value.clone())
            });
            let is_typed = self
                .typed
                .with_untracked(|typed| typed.as_ref().is_some_and(|typed| !typed.is_empty()));
            self.active.set(first.filter(|_| is_typed));
        });
        Effect::new(move || {
            if let Some(value) = self.active.get() {
                reveal(option_id(&id, &value));
            }
        });
        self
    }

    pub(super) fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// What stands in the input.
    pub(super) fn text(self) -> String {
        let typed = self.typed.get();
        typed.unwrap_or_else(|| self.chosen.with(|chosen| label(chosen.as_ref())))
    }

    pub(super) fn text_untracked(self) -> String {
        self.chosen.with_untracked(|chosen| label(chosen.as_ref()))
    }

    pub(super) fn active(self) -> Option<String> {
        self.active.get().filter(|_| self.is_open.get())
    }

    pub(super) fn has_choice(self) -> bool {
        self.chosen.with(Option::is_some)
    }

    pub(super) fn is_chosen(self, value: &str) -> bool {
        self.chosen
            .with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.value == value))
    }

    /// Opens the list with what is found for nothing in particular.
    pub(super) fn open(self) {
        if self.is_open.get_untracked() {
            return;
        }
        self.search.run(String::new());
        self.is_open.set(true);
        // What is typed next takes the place of what is chosen.
        if let Some(input) = self.input.get_untracked() {
            input.select();
        }
    }

    /// Searches for what is typed.
    pub(super) fn follow(self, text: String) {
        self.active.set(None);
        self.typed.set(Some(text.clone()));
        self.is_open.set(true);
        self.search.run(text);
    }

    /// Chooses an option, or nothing.
    pub(super) fn choose(self, option: Option<ComboboxOption>) {
        self.close();
        let is_news = self
            .chosen
            .with_untracked(|chosen| value(chosen.as_ref()) != value(option.as_ref()));
        self.chosen.set(option);
        if is_news {
            self.on_choose.run(());
        }
    }

    /// Takes the choice back, by the button that is gone then.
    pub(super) fn clear(self) {
        self.choose(None);
        if let Some(input) = self.input.get_untracked() {
            // It fails only for elements that have left the document.
            drop(input.focus());
        }
    }

    /// Leaves the input: what was typed without being chosen is gone, and who has emptied it means
    /// that nothing is chosen.
    pub(super) fn leave(self) {
        // The focus is also lost to the end of the view, and with it of all this.
        if self.is_open.try_get_untracked().is_none() {
            return;
        }
        if self.is_emptied() {
            self.choose(None);
        } else {
            self.close();
        }
    }

    /// Serves a key; all that it does not know keep their native meaning.
    pub(super) fn press(self, key: &str) -> bool {
        if !self.is_open.get_untracked() {
            let opens = matches!(key, "ArrowDown" | "ArrowUp");
            if opens {
                self.open();
                self.go(key);
            }
            return opens;
        }
        match key {
            "Enter" => match self.active_option() {
                Some(option) => self.choose(Some(option)),
                None if self.is_emptied() => self.leave(),
                // Sent now, the form would hold something else than what was typed.
                None => {}
            },
            "Escape" => self.close(),
            _ => return self.go(key),
        }
        true
    }

    fn go(self, key: &str) -> bool {
        let active = self.active.get_untracked();
        let next = self.choices.with_untracked(|choices| {
            let values = || choices.options.iter().map(|option| &option.value);
            let at = values().position(|value| Some(value) == active.as_ref());
            let at = step(key, at, choices.options.len())?;
            values().nth(at).cloned()
        });
        let is_known = next.is_some();
        if is_known {
            self.active.set(next);
        }
        is_known
    }

    fn close(self) {
        self.is_open.set(false);
        self.typed.set(None);
        self.active.set(None);
    }

    fn is_emptied(self) -> bool {
        self.may_clear
            && self
                .typed
                .with_untracked(|typed| typed.as_ref().is_some_and(String::is_empty))
    }

    fn active_option(self) -> Option<ComboboxOption> {
        let active = self.active.get_untracked()?;
        self.choices.with_untracked(|choices| {
            let mut options = choices.options.iter();
            options.find(|option| option.value == active).cloned()
        })
    }
}

fn label(chosen: Option<&ComboboxOption>) -> String {
    chosen.map_or_else(String::new, |chosen| chosen.label.clone())
}

fn value(chosen: Option<&ComboboxOption>) -> Option<&str> {
    chosen.map(|chosen| chosen.value.as_str())
}

/// Where a key leads in a list. Without an active option Home and End move in the text.
fn step(key: &str, at: Option<usize>, length: usize) -> Option<usize> {
    let last = length.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(at.map_or(0, |at| if at >= last { 0 } else { at + 1 })),
        "ArrowUp" => Some(at.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
        "Home" => at.map(|_| 0),
        "End" => at.map(|_| last),
        _ => None,
    }
}

/// Brings an option into sight, once it is there.
#[cfg(feature = "hydrate")]
fn reveal(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            crate::dom::reveal(&element);
        }
    });
}

/// The server scrolls nothing.
#[cfg(not(feature = "hydrate"))]
fn reveal(_: String) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_round_in_the_list() {
        for (key, at, next) in [
            ("ArrowDown", None, Some(0)),
            ("ArrowDown", Some(0), Some(1)),
            ("ArrowDown", Some(2), Some(0)),
            ("ArrowUp", None, Some(2)),
            ("ArrowUp", Some(2), Some(1)),
            ("ArrowUp", Some(0), Some(2)),
            ("Home", Some(2), Some(0)),
            ("End", Some(0), Some(2)),
            ("Home", None, None),
            ("End", None, None),
            ("a", Some(1), None),
        ] {
            assert_eq!(step(key, at, 3), next, "{key} at {at:?}");
        }
        for key in ["ArrowDown", "ArrowUp", "Home", "End"] {
            assert_eq!(step(key, None, 0), None, "{key}");
        }
    }
}
