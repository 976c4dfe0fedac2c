use leptos::prelude::*;
use ui::{
    ButtonVariant, CopyButton, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, FormField, Input,
};

use crate::contexts::use_texts;

/// A key that was just made. It is shown until the dialog is closed, and kept nowhere.
#[derive(Clone, Copy)]
pub(super) struct Secret {
    key: RwSignal<String>,
    is_open: RwSignal<bool>,
}

impl Secret {
    pub(super) fn new() -> Self {
        Self {
            key: RwSignal::new(String::new()),
            is_open: RwSignal::new(false),
        }
    }

    pub(super) fn show(self, key: String) {
        self.keep(key);
        self.open();
    }

    /// Keeps the key until the dialog is opened.
    pub(super) fn keep(self, key: String) {
        self.key.set(key);
    }

    pub(super) fn open(self) {
        self.is_open.set(true);
    }
}

/// Shows a new key, and copies it.
#[component]
pub(super) fn SecretDialog(secret: Secret) -> impl IntoView {
    let texts = use_texts();
    let Secret { key, is_open } = secret;
    Effect::new(move || {
        if !is_open.get() {
            key.set(String::new());
        }
    });
    view! {
        <Dialog id="new-key" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.api_keys_secret_title()}</DialogTitle>
                <DialogDescription>{texts.api_keys_secret_text()}</DialogDescription>
                <FormField id="new-key-value" label=texts.api_keys_secret_label()>
                    <Input
                        name="key"
                        bind=key
                        readonly=true
                        autocomplete="off"
                        class="key-value"
                        attr:dir="ltr"
                    />
                </FormField>
                <DialogFooter>
                    <DialogClose>{texts.api_keys_secret_done()}</DialogClose>
                    <CopyButton
                        text=key
                        label=texts.action_copy()
                        copied_label=texts.action_copied()
                        variant=ButtonVariant::Primary
                    />
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
